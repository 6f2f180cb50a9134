import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One member at a time: count the titles shared with every later one, unite with whoever reaches enough. */
final class TasteIslands {
  private final Map<String, Set<String>> titles = new TreeMap<>();
  private final Map<String, Set<String>> finishers = new HashMap<>();
  private final Map<String, String> parent = new HashMap<>();

  static Object solve(Object input) {
    var tastes = (Map<?, ?>) input;
    return new TasteIslands((List<?>) tastes.get("finished")).islands((Long) tastes.get("enough"));
  }

  private TasteIslands(List<?> finished) {
    for (var each : finished) {
      var pair = (List<?>) each;
      var member = (String) pair.get(0);
      var title = (String) pair.get(1);
      titles.computeIfAbsent(member, key -> new TreeSet<>()).add(title);
      finishers.computeIfAbsent(title, key -> new TreeSet<>()).add(member);
      parent.put(member, member);
    }
  }

  private List<List<String>> islands(long enough) {
    for (var member : titles.keySet()) {
      var shared = new HashMap<String, Integer>();
      for (var title : titles.get(member)) {
        for (var other : finishers.get(title)) if (other.compareTo(member) > 0) shared.merge(other, 1, Integer::sum);
      }
      shared.forEach((other, count) -> {
        if (count >= enough) parent.put(root(member), root(other));
      });
    }
    var byRoot = new LinkedHashMap<String, List<String>>();
    for (var member : titles.keySet()) byRoot.computeIfAbsent(root(member), key -> new ArrayList<>()).add(member);
    // Islands come in order of their first member, and sorting keeps that among equals.
    var islands = new ArrayList<>(byRoot.values());
    islands.sort(Comparator.comparingInt((List<String> island) -> island.size()).reversed());
    return islands;
  }

  private String root(String member) {
    var at = member;
    while (!parent.get(at).equals(at)) {
      parent.put(at, parent.get(parent.get(at)));
      at = parent.get(at);
    }
    return at;
  }
}
