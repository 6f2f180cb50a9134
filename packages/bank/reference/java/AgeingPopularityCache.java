import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Ageing popularity cache: ranks only rise, so one heap entry for each segment is enough, and is set right when it comes up. */
final class AgeingPopularityCache {
  private static final class Held {
    String value;
    long uses;
    long rank;
    long lastUse;

    Held(String value) {
      this.value = value;
    }
  }

  /** What held for the key when the entry was written. */
  private record Entry(String key, long rank, long lastUse) {}

  private final long capacity;
  private final Map<String, Held> held = new HashMap<>();
  private final PriorityQueue<Entry> lowest =
      new PriorityQueue<>(Comparator.comparingLong(Entry::rank).thenComparingLong(Entry::lastUse));
  private long age = 0;
  private long uses = 0;

  AgeingPopularityCache(long capacity) {
    this.capacity = capacity;
  }

  String get(String key) {
    var found = held.get(key);
    if (found == null) return null;
    use(found);
    return found.value;
  }

  /** The key that had to leave for it, or null. */
  String put(String key, String value) {
    var found = held.get(key);
    if (found != null) {
      found.value = value;
      use(found);
      return null;
    }
    if (capacity == 0) return null;
    var evicted = held.size() == capacity ? evict() : null;
    var added = new Held(value);
    use(added);
    held.put(key, added);
    lowest.add(new Entry(key, added.rank, added.lastUse));
    return evicted;
  }

  private void use(Held used) {
    used.uses += 1;
    used.rank = age + used.uses;
    used.lastUse = ++uses;
  }

  private String evict() {
    for (;;) {
      var first = lowest.remove();
      var found = held.get(first.key());
      if (found.lastUse == first.lastUse()) {
        held.remove(first.key());
        age = first.rank();
        return first.key();
      }
      lowest.add(new Entry(first.key(), found.rank, found.lastUse));
    }
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var cache = new AgeingPopularityCache((Long) play.get("capacity"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      var key = (String) call.get(1);
      returned.add(call.get(0).equals("get") ? cache.get(key) : cache.put(key, (String) call.get(2)));
    }
    return returned;
  }
}
