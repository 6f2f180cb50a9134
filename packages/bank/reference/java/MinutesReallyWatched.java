import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two unions: with bridges inside each device, then without across a viewer's devices. Rounded down once. */
final class MinutesReallyWatched {
  private record Range(long from, long to) {}

  static Object solve(Object input) {
    var log = (Map<?, ?>) input;
    var viewers = new TreeMap<String, Map<String, List<Range>>>();
    for (var each : (List<?>) log.get("heartbeats")) {
      var beat = (List<?>) each;
      viewers
          .computeIfAbsent((String) beat.get(0), viewer -> new TreeMap<>())
          .computeIfAbsent((String) beat.get(1), device -> new ArrayList<>())
          .add(new Range((Long) beat.get(2), (Long) beat.get(3)));
    }
    var gap = (long) (Long) log.get("gap");
    var minutes = new TreeMap<String, Object>();
    viewers.forEach((viewer, devices) -> minutes.put(viewer, secondsOf(devices, gap) / 60));
    return minutes;
  }

  private static long secondsOf(Map<String, List<Range>> devices, long gap) {
    var played = new ArrayList<Range>();
    for (var ranges : devices.values()) played.addAll(union(ranges, gap));
    return union(played, 0).stream().mapToLong(range -> range.to - range.from).sum();
  }

  private static List<Range> union(List<Range> ranges, long gap) {
    var merged = new ArrayList<Range>();
    var sorted = ranges.stream().filter(range -> range.from < range.to).sorted(Comparator.comparingLong(Range::from)).toList();
    for (var range : sorted) {
      var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last == null || range.from - last.to > gap) merged.add(range);
      else merged.set(merged.size() - 1, new Range(last.from, Math.max(last.to, range.to)));
    }
    return merged;
  }
}
