import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sort once and merge, then one search per question among the starts. */
final class BlackoutCheck {
  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var blackouts = merge((List<?>) question.get("windows"));
    var playable = new ArrayList<Boolean>();
    for (var at : (List<?>) question.get("asks")) {
      // The only window that can hold the minute is the last one that begins at or before it.
      var last = blackouts.floorEntry((Long) at);
      playable.add(last == null || (Long) at >= last.getValue());
    }
    var windows = blackouts.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue())).toList();
    return Map.of("blackouts", windows, "playable", playable);
  }

  /** The end of each merged window by its start. */
  private static TreeMap<Long, Long> merge(List<?> windows) {
    var ends = new TreeMap<Long, Long>();
    for (var each : windows) {
      var window = (List<?>) each;
      var from = (Long) window.get(0);
      var to = (Long) window.get(1);
      if (from < to) ends.merge(from, to, Math::max);
    }
    var merged = new TreeMap<Long, Long>();
    for (var window : ends.entrySet()) {
      var last = merged.lastEntry();
      if (last == null || window.getKey() > last.getValue()) merged.put(window.getKey(), window.getValue());
      else merged.put(last.getKey(), Math.max(last.getValue(), window.getValue()));
    }
    return merged;
  }
}
