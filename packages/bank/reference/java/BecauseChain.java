import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Breadth first over title and genres, everything in order of the alphabet. */
final class BecauseChain {
  /** A title together with the genres used to get there. */
  private record Place(String title, int used, Place via) {}

  private final Map<?, ?> genres;
  private final Map<Object, Integer> bits = new HashMap<>();
  private final Map<String, Set<String>> leads = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final ArrayDeque<Place> queue = new ArrayDeque<>();

  static Object solve(Object input) {
    var explanation = (Map<?, ?>) input;
    var search = new BecauseChain((Map<?, ?>) explanation.get("genres"), (List<?>) explanation.get("reasons"));
    return search.chain((List<?>) explanation.get("watched"), (String) explanation.get("suggested"));
  }

  private BecauseChain(Map<?, ?> genres, List<?> reasons) {
    this.genres = genres;
    for (var genre : genres.values()) bits.putIfAbsent(genre, 1 << bits.size());
    for (var each : reasons) {
      var reason = (List<?>) each;
      leads.computeIfAbsent((String) reason.get(0), from -> new TreeSet<>()).add((String) reason.get(1));
    }
  }

  private List<String> chain(Collection<?> watched, String suggested) {
    for (var title : new TreeSet<>(watched)) arrive((String) title, 0, null);
    for (var place = queue.poll(); place != null; place = queue.poll()) {
      if (place.title.equals(suggested)) return chainTo(place);
      for (var next : leads.getOrDefault(place.title, Set.of())) arrive(next, place.used, place);
    }
    return null;
  }

  private void arrive(String title, int used, Place via) {
    int bit = bits.get(genres.get(title));
    if ((used & bit) != 0 || !seen.add((used | bit) + " " + title)) return;
    queue.add(new Place(title, used | bit, via));
  }

  private static List<String> chainTo(Place place) {
    var chain = new LinkedList<String>();
    for (var each = place; each != null; each = each.via) chain.addFirst(each.title);
    return chain;
  }
}
