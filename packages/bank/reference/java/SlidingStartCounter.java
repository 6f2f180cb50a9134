import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One queue of starts for all titles beside a count per title: what leaves the window is paid for once. */
final class SlidingStartCounter {
  private record Start(String title, long at) {}

  private final long window;
  private final ArrayDeque<Start> starts = new ArrayDeque<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private SlidingStartCounter(long window) {
    this.window = window;
  }

  void record(String title, long at) {
    starts.add(new Start(title, at));
    counts.merge(title, 1, Integer::sum);
  }

  int count(String title, long now) {
    forget(now);
    return counts.getOrDefault(title, 0);
  }

  int active(long now) {
    forget(now);
    return counts.size();
  }

  private void forget(long now) {
    while (!starts.isEmpty() && starts.peek().at <= now - window) {
      counts.computeIfPresent(starts.poll().title, (title, count) -> count == 1 ? null : count - 1);
    }
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var counter = new SlidingStartCounter((Long) play.get("window"));
    var answers = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      switch ((String) call.get(0)) {
        case "count" -> answers.add(counter.count((String) call.get(1), (Long) call.get(2)));
        case "active" -> answers.add(counter.active((Long) call.get(1)));
        default -> {
          counter.record((String) call.get(1), (Long) call.get(2));
          answers.add(null);
        }
      }
    }
    return answers;
  }
}
