import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two-tier segment cache: a segment is taken out of its tier before it is placed again, so it never stands in its own way. */
final class TwoTierSegmentCache {
  private record Segment(String key, long bytes) {}

  /** So many bytes of segments, the least recent first. */
  private static final class Tier {
    private final long room;
    private final Map<String, Segment> held = new LinkedHashMap<>();
    private long bytes = 0;

    Tier(long room) {
      this.room = room;
    }

    boolean fits(Segment segment) {
      return segment.bytes() <= room;
    }

    Segment take(String key) {
      var segment = held.remove(key);
      if (segment != null) bytes -= segment.bytes();
      return segment;
    }

    /** What has to leave for it, the least recent first. */
    List<Segment> add(Segment segment) {
      held.put(segment.key(), segment);
      bytes += segment.bytes();
      var left = new ArrayList<Segment>();
      for (var oldest = held.values().iterator(); bytes > room; ) {
        var leaves = oldest.next();
        oldest.remove();
        bytes -= leaves.bytes();
        left.add(leaves);
      }
      return left;
    }
  }

  private final Tier memory;
  private final Tier disk;

  TwoTierSegmentCache(long memory, long disk) {
    this.memory = new Tier(memory);
    this.disk = new Tier(disk);
  }

  void put(String key, long bytes) {
    memory.take(key);
    disk.take(key);
    place(new Segment(key, bytes));
  }

  /** Where it was found, or null. */
  String get(String key) {
    var inMemory = memory.take(key);
    var found = inMemory == null ? disk.take(key) : inMemory;
    if (found == null) return null;
    place(found);
    return inMemory == null ? "disk" : "memory";
  }

  private void place(Segment segment) {
    for (var down : memory.fits(segment) ? memory.add(segment) : List.of(segment)) {
      if (disk.fits(down)) disk.add(down);
    }
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var cache = new TwoTierSegmentCache((Long) play.get("memory"), (Long) play.get("disk"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      if (call.get(0).equals("get")) returned.add(cache.get((String) call.get(1)));
      else {
        cache.put((String) call.get(1), (Long) call.get(2));
        returned.add(null);
      }
    }
    return returned;
  }
}
