import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Dijkstra from the start; the first healthy holder that is settled is the nearest, because prices are never negative. */
final class NearestFillSource {
  private record Pull(String to, long ms) {}

  private record Visit(String cache, long ms, int hops, Visit via) {}

  /** The rule for ties: total ms, then fewer hops, then the smaller id. */
  private static final Comparator<Visit> CHEAPER =
      Comparator.comparingLong(Visit::ms).thenComparingInt(Visit::hops).thenComparing(Visit::cache);

  static Object solve(Object input) {
    var request = (Map<?, ?>) input;
    var drained = new HashSet<Object>((List<?>) request.get("drained"));
    var serves = new HashSet<Object>((List<?>) request.get("holders"));
    serves.removeAll(drained);
    var pulls = new HashMap<String, List<Pull>>();
    for (var each : (List<?>) request.get("links")) {
      var link = (List<?>) each;
      if (drained.contains(link.get(1))) continue;
      pulls.computeIfAbsent((String) link.get(0), from -> new ArrayList<>()).add(new Pull((String) link.get(1), (Long) link.get(2)));
    }
    var queue = new PriorityQueue<>(CHEAPER);
    var settled = new HashSet<String>();
    queue.add(new Visit((String) request.get("start"), 0, 0, null));
    for (var visit = queue.poll(); visit != null; visit = queue.poll()) {
      if (!settled.add(visit.cache)) continue;
      if (serves.contains(visit.cache)) return Map.of("source", visit.cache, "ms", visit.ms, "path", pathTo(visit));
      for (var pull : pulls.getOrDefault(visit.cache, List.of())) {
        queue.add(new Visit(pull.to, visit.ms + pull.ms, visit.hops + 1, visit));
      }
    }
    return null;
  }

  private static List<String> pathTo(Visit visit) {
    var path = new LinkedList<String>();
    for (var step = visit; step != null; step = step.via) path.addFirst(step.cache);
    return path;
  }
}
