import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Home screen diff: what is kept on each level is the heaviest rising subsequence of the parts on both screens. */
class HomeScreenDiff {
  private record Part(String key, String look, List<Part> below) {}

  /** A part on both screens: where it stood before, and how many edits it saves to keep it. */
  private record Keepable(int place, long saved) {}

  /** Removing a part and inserting it anew always works, and costs this much. */
  private static final long REPLACE = 2;

  static Object solve(Object input) {
    var change = (Map<?, ?>) input;
    return editsToKeep(partOf(change.get("before")), partOf(change.get("after")));
  }

  private static long editsToKeep(Part before, Part after) {
    var places = new HashMap<String, Integer>();
    for (Part part : before.below()) places.put(part.key(), places.size());
    var keepable = new ArrayList<Keepable>();
    for (Part part : after.below()) {
      Integer place = places.get(part.key());
      if (place == null) continue;
      long saved = REPLACE - editsToKeep(before.below().get(place), part);
      if (saved > 0) keepable.add(new Keepable(place, saved));
    }
    long look = before.look().equals(after.look()) ? 0 : 1;
    return look + before.below().size() + after.below().size() - heaviestRising(keepable);
  }

  /** What is kept has to stand in the same order on both screens, so places must rise. */
  private static long heaviestRising(List<Keepable> keepable) {
    var endingAt = new long[keepable.size()];
    long heaviest = 0;
    for (int i = 0; i < endingAt.length; i++) {
      for (int j = 0; j < i; j++) {
        if (keepable.get(j).place() < keepable.get(i).place()) endingAt[i] = Math.max(endingAt[i], endingAt[j]);
      }
      endingAt[i] += keepable.get(i).saved();
      heaviest = Math.max(heaviest, endingAt[i]);
    }
    return heaviest;
  }

  private static Part partOf(Object value) {
    var fields = (List<?>) value;
    var below = ((List<?>) fields.get(2)).stream().map(HomeScreenDiff::partOf).toList();
    return new Part((String) fields.get(0), (String) fields.get(1), below);
  }
}
