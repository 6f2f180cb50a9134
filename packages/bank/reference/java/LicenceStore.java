import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** A map for asking and a heap for sweeping; a heap entry that no longer agrees with the map is dropped when met. */
final class LicenceStore {
  private record Held(String licence, long expiresAt) {}

  private record Expiry(long at, String device) {}

  private final Map<String, Held> held = new HashMap<>();
  private final PriorityQueue<Expiry> soonest =
      new PriorityQueue<>(Comparator.comparingLong(Expiry::at).thenComparing(Expiry::device));

  void put(String device, String licence, long expiresAt) {
    var before = held.put(device, new Held(licence, expiresAt));
    if (before == null || before.expiresAt != expiresAt) soonest.add(new Expiry(expiresAt, device));
  }

  String get(String device, long now) {
    var found = held.get(device);
    return found != null && now < found.expiresAt ? found.licence : null;
  }

  List<String> sweep(long now, long most) {
    var removed = new ArrayList<String>();
    while (!soonest.isEmpty() && removed.size() < most && soonest.peek().at <= now) {
      var next = soonest.poll();
      var found = held.get(next.device);
      if (found == null || found.expiresAt != next.at) continue;
      held.remove(next.device);
      removed.add(next.device);
    }
    return removed;
  }

  static Object solve(Object input) {
    var store = new LicenceStore();
    var answers = new ArrayList<Object>();
    for (var each : (List<?>) ((Map<?, ?>) input).get("calls")) {
      var call = (List<?>) each;
      switch ((String) call.get(0)) {
        case "get" -> answers.add(store.get((String) call.get(1), (Long) call.get(2)));
        case "sweep" -> answers.add(store.sweep((Long) call.get(1), (Long) call.get(2)));
        default -> {
          store.put((String) call.get(1), (String) call.get(2), (Long) call.get(3));
          answers.add(null);
        }
      }
    }
    return answers;
  }
}
