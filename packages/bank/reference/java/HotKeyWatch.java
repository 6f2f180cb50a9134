import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Hot key watch: a queue of seconds beside a count for each key; what leaves the window is taken off before anything else. */
final class HotKeyWatch {
  private record Second(long at, Map<String, Long> requests) {}

  private final Comparator<String> hottestFirst;
  private final long window;
  private final long limit;
  private final Map<String, Long> counts = new HashMap<>();
  private final Set<String> hot = new HashSet<>();
  private final Deque<Second> seconds = new ArrayDeque<>();

  HotKeyWatch(long window, long limit) {
    this.window = window;
    this.limit = limit;
    hottestFirst = Comparator.<String>comparingLong(counts::get).reversed().thenComparing(Comparator.naturalOrder());
  }

  /** Whether the key has become hot by this very request. */
  boolean seen(String key, long at) {
    forget(at);
    if (seconds.isEmpty() || seconds.getLast().at() != at) seconds.add(new Second(at, new HashMap<>()));
    seconds.getLast().requests().merge(key, 1L, Long::sum);
    var count = counts.merge(key, 1L, Long::sum);
    if (count >= limit) hot.add(key);
    return count == limit;
  }

  /** Keeps the best k of the hot keys in a heap whose first is the worst of them. */
  List<List<Object>> hottest(long k, long now) {
    forget(now);
    var best = new PriorityQueue<>(hottestFirst.reversed());
    for (var key : hot) {
      best.add(key);
      if (best.size() > k) best.remove();
    }
    var falling = new LinkedList<List<Object>>();
    while (!best.isEmpty()) {
      var worst = best.remove();
      falling.addFirst(List.of(worst, counts.get(worst)));
    }
    return falling;
  }

  private void forget(long now) {
    while (!seconds.isEmpty() && seconds.element().at() <= now - window) {
      seconds.remove().requests().forEach((key, requests) -> {
        var left = counts.get(key) - requests;
        if (left < limit) hot.remove(key);
        if (left == 0) counts.remove(key);
        else counts.put(key, left);
      });
    }
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var keys = new HotKeyWatch((Long) play.get("window"), (Long) play.get("limit"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      var at = (Long) call.get(2);
      returned.add(call.get(0).equals("seen") ? (Object) keys.seen((String) call.get(1), at) : keys.hottest((Long) call.get(1), at));
    }
    return returned;
  }
}
