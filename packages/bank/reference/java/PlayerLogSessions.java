import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Player log sessions: one walk that knows no more than the session that runs and the second of the last good line. */
class PlayerLogSessions {
  private static final Pattern LINE = Pattern.compile("([0-9]{1,12}) (?:(stall|resume|stop)|play (.+))", Pattern.DOTALL);

  /** A session that has not ended yet. */
  private static final class Running {
    final String title;
    final long from;
    long stalled = 0;
    Long stalledSince = null;

    Running(String title, long from) {
      this.title = title;
      this.from = from;
    }

    boolean allows(String event) {
      return event.equals("stop") || event.equals("resume") == (stalledSince != null);
    }

    void endStall(long second) {
      if (stalledSince != null) stalled += second - stalledSince;
      stalledSince = null;
    }
  }

  private final List<Object> sessions = new ArrayList<>();
  private final List<Object> bad = new ArrayList<>();
  private Running running = null;
  private long last = 0;

  /** False for a bad line, after which everything is as before. */
  private boolean take(String line) {
    var read = LINE.matcher(line);
    if (!read.matches()) return false;
    long second = Long.parseLong(read.group(1));
    String event = read.group(2) == null ? "play" : read.group(2);
    if (second < last) return false;
    if (!event.equals("play") && (running == null || !running.allows(event))) return false;
    // A play while a session runs: the player had crashed, some time after the last good line.
    if (event.equals("play")) end();
    last = second;
    switch (event) {
      case "play" -> running = new Running(read.group(3), second);
      case "stall" -> running.stalledSince = second;
      case "resume" -> running.endStall(second);
      default -> end();
    }
    return true;
  }

  private void end() {
    if (running == null) return;
    running.endStall(last);
    sessions.add(List.of(running.title, running.from, last, running.stalled));
    running = null;
  }

  static Object solve(Object input) {
    var lines = (List<?>) ((Map<?, ?>) input).get("lines");
    var log = new PlayerLogSessions();
    for (int i = 0; i < lines.size(); i++) {
      if (!log.take((String) lines.get(i))) log.bad.add(i + 1);
    }
    log.end();
    return Map.of("sessions", log.sessions, "bad", log.bad);
  }
}
