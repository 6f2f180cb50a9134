import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Kahn's algorithm with the smallest ready step first; when steps are left over, the shortest ring among them. */
final class PipelineOrder {
  static Object solve(Object input) {
    var pipeline = (Map<?, ?>) input;
    var waits = new TreeMap<String, Set<String>>();
    for (var step : (List<?>) pipeline.get("steps")) waits.put((String) step, new TreeSet<>());
    for (var each : (List<?>) pipeline.get("needs")) {
      var pair = (List<?>) each;
      var needed = (String) pair.get(1);
      if (waits.containsKey(needed)) waits.get((String) pair.get(0)).add(needed);
    }
    var order = ready(waits);
    if (order.size() == waits.size()) return Map.of("order", order);
    var leftovers = new TreeSet<>(waits.keySet());
    order.forEach(leftovers::remove);
    return Map.of("cycle", smallestRing(waits, leftovers));
  }

  private static List<String> ready(Map<String, Set<String>> waits) {
    var left = new HashMap<String, Integer>();
    var waiting = new HashMap<String, List<String>>();
    var queue = new PriorityQueue<String>();
    waits.forEach((step, needed) -> {
      left.put(step, needed.size());
      if (needed.isEmpty()) queue.add(step);
      for (var each : needed) waiting.computeIfAbsent(each, key -> new ArrayList<>()).add(step);
    });
    var order = new ArrayList<String>();
    for (var step = queue.poll(); step != null; step = queue.poll()) {
      order.add(step);
      for (var each : waiting.getOrDefault(step, List.of())) if (left.merge(each, -1, Integer::sum) == 0) queue.add(each);
    }
    return order;
  }

  private static List<String> smallestRing(Map<String, Set<String>> waits, Set<String> leftovers) {
    List<String> best = null;
    for (var start : leftovers) {
      var ring = ringFrom(start, waits);
      if (ring != null && (best == null || ring.size() < best.size())) best = ring;
    }
    return best;
  }

  /** Breadth first through larger steps only, so that each ring is found from its smallest member. */
  private static List<String> ringFrom(String start, Map<String, Set<String>> waits) {
    var seen = new HashSet<>(Set.of(start));
    var queue = new ArrayDeque<>(List.of(List.of(start)));
    for (var path = queue.poll(); path != null; path = queue.poll()) {
      for (var needed : waits.get(path.get(path.size() - 1))) {
        if (needed.equals(start)) return path;
        if (needed.compareTo(start) < 0 || !seen.add(needed)) continue;
        var longer = new ArrayList<>(path);
        longer.add(needed);
        queue.add(longer);
      }
    }
    return null;
  }
}
