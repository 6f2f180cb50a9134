import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Request collapser: whoever opens a key's list of waiting callers puts the key in line, everybody after that only joins. */
class RequestCollapser {
  private record Held(String answer, long staleAt) {}

  private final long fresh;
  private final Map<String, List<String>> waiting = new HashMap<>();
  private final Deque<String> inLine = new ArrayDeque<>();
  private final Set<String> inFlight = new HashSet<>();
  /** In order of arrival, which is the order of going stale, because all stay fresh equally long. */
  private final Map<String, Held> held = new LinkedHashMap<>();

  RequestCollapser(long fresh) {
    this.fresh = fresh;
  }

  /** The fresh answer, or null and the caller waits. */
  String ask(String caller, String key, long now) {
    forget(now);
    var known = held.get(key);
    if (known != null) return known.answer();
    waiting.computeIfAbsent(key, opened -> {
      inLine.add(opened);
      return new ArrayList<>();
    }).add(caller);
    return null;
  }

  /** The key to fetch now, handed out once, or null. */
  String next() {
    var key = inLine.poll();
    if (key != null) inFlight.add(key);
    return key;
  }

  /** Names those who waited; an answer to a key that was not handed out changes nothing. */
  List<String> done(String key, String answer, long now) {
    forget(now);
    if (!inFlight.remove(key)) return List.of();
    if (fresh > 0) held.put(key, new Held(answer, now + fresh));
    return waiting.remove(key);
  }

  private void forget(long now) {
    for (var each = held.values().iterator(); each.hasNext() && each.next().staleAt() <= now; ) each.remove();
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var collapser = new RequestCollapser((Long) play.get("fresh"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      returned.add(switch ((String) call.get(0)) {
        case "ask" -> collapser.ask((String) call.get(1), (String) call.get(2), (Long) call.get(3));
        case "next" -> collapser.next();
        default -> collapser.done((String) call.get(1), (String) call.get(2), (Long) call.get(3));
      });
    }
    return returned;
  }
}
