import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subtitle repair: every line goes to a cue or into the report; in order, only the last cue can be in the way of the next. */
class SubtitleRepair {
  private static final String TIME = "([0-9]{2}):([0-5][0-9]):([0-5][0-9])\\.([0-9]{3})";
  private static final Pattern TIMES = Pattern.compile(TIME + " > " + TIME);

  private static final class Cue {
    final long from;
    long to;
    final List<String> lines = new ArrayList<>();
    /** Of all its lines, that of its times included. */
    final List<Integer> numbers = new ArrayList<>();

    Cue(long from, long to) {
      this.from = from;
      this.to = to;
    }

    boolean isUseful() {
      return from < to && !lines.isEmpty();
    }
  }

  private final List<Cue> found = new ArrayList<>();
  private final List<Integer> report = new ArrayList<>();

  private void read(List<?> lines) {
    Cue open = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = (String) lines.get(i);
      Matcher times = TIMES.matcher(line);
      if (times.matches()) {
        open = new Cue(milliseconds(times, 1), milliseconds(times, 5));
        open.numbers.add(i + 1);
        found.add(open);
      } else if (line.isEmpty()) {
        open = null;
      } else if (open == null) {
        report.add(i + 1);
      } else {
        open.lines.add(line);
        open.numbers.add(i + 1);
      }
    }
    for (Cue cue : found) if (!cue.isUseful()) report.addAll(cue.numbers);
    found.removeIf(cue -> !cue.isUseful());
    report.sort(null);
  }

  private static long milliseconds(Matcher times, int first) {
    long value = Long.parseLong(times.group(first));
    value = value * 60 + Long.parseLong(times.group(first + 1));
    value = value * 60 + Long.parseLong(times.group(first + 2));
    return value * 1000 + Long.parseLong(times.group(first + 3));
  }

  private List<Cue> inOrder(long shortest) {
    var cues = new ArrayList<Cue>();
    found.sort(Comparator.comparingLong(cue -> cue.from));
    for (Cue cue : found) {
      Cue last = cues.isEmpty() ? null : cues.get(cues.size() - 1);
      if (last != null && last.to > cue.from && cue.from - last.from < shortest) {
        last.to = Math.max(last.to, cue.to);
        last.lines.addAll(cue.lines);
        continue;
      }
      if (last != null) last.to = Math.min(last.to, cue.from);
      cues.add(cue);
    }
    return cues;
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var repair = new SubtitleRepair();
    repair.read((List<?>) play.get("lines"));
    var cues = repair.inOrder((Long) play.get("shortest")).stream().map(cue -> List.of(cue.from, cue.to, cue.lines)).toList();
    return Map.of("cues", cues, "report", repair.report);
  }
}
