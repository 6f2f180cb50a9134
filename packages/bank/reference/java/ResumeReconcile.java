import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Merge what all devices have played, and resume at the end of the stretch that was played in last. */
final class ResumeReconcile {
  /** Played ranges that overlap or touch, and when the latest of them was played. */
  private record Stretch(long from, long to, long latest) {
    Stretch joined(Stretch other) {
      return new Stretch(from, Math.max(to, other.to), Math.max(latest, other.latest));
    }
  }

  private static final Comparator<Stretch> LATEST_THEN_FURTHEST =
      Comparator.comparingLong(Stretch::latest).thenComparingLong(Stretch::to);

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var least = (long) (Long) question.get("least");
    var credits = (long) (Long) question.get("credits");
    var last = stretches((List<?>) question.get("played")).stream()
        .filter(each -> each.to - each.from >= least)
        .max(LATEST_THEN_FURTHEST);
    return last.map(Stretch::to).filter(point -> point < credits).orElse(0L);
  }

  private static List<Stretch> stretches(List<?> played) {
    var ranges = played.stream()
        .map(each -> (List<?>) each)
        .map(range -> new Stretch((Long) range.get(2), (Long) range.get(3), (Long) range.get(1)))
        .filter(range -> range.from < range.to)
        .sorted(Comparator.comparingLong(Stretch::from))
        .toList();
    var merged = new ArrayList<Stretch>();
    for (var range : ranges) {
      var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || range.from > last.to) merged.add(range);
      else merged.set(merged.size() - 1, last.joined(range));
    }
    return merged;
  }
}
