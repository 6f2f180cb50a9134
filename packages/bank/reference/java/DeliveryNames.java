import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Delivery names: phrases are looked up by their pieces, so that a name costs its own length and not that of the list. */
class DeliveryNames {
  private static final Pattern PIECE = Pattern.compile("\\p{L}+|[0-9]+");

  private record Found(Object value, Set<Integer> used) {}

  private static final class Phrases {
    private final Map<List<String>, String> values = new HashMap<>();
    private int longest = 0;

    void add(String phrase, String value) {
      var pieces = piecesOf(phrase);
      values.put(pieces, value);
      longest = Math.max(longest, pieces.size());
    }

    /** The value of the longest phrases, null if there is not exactly one, and the places that they use up. */
    Found find(List<String> pieces) {
      for (int length = Math.min(longest, pieces.size()); length > 0; length--) {
        var firsts = new LinkedHashMap<String, Integer>();
        for (int at = 0; at + length <= pieces.size(); at++) {
          String value = values.get(pieces.subList(at, at + length));
          if (value != null) firsts.putIfAbsent(value, at);
        }
        if (firsts.isEmpty()) continue;
        var used = new HashSet<Integer>();
        for (int first : firsts.values()) for (int i = 0; i < length; i++) used.add(first + i);
        return new Found(only(firsts.keySet()), used);
      }
      return new Found(null, Set.of());
    }
  }

  private static List<String> piecesOf(String text) {
    return PIECE.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  private static Object only(Collection<?> values) {
    return values.size() == 1 ? values.iterator().next() : null;
  }

  private static Object numberBehind(List<String> pieces, String... marks) {
    var numbers = new HashSet<Long>();
    for (int i = 1; i < pieces.size(); i++) {
      boolean isMarked = Arrays.asList(marks).contains(pieces.get(i - 1));
      if (isMarked && pieces.get(i).matches("[0-9]{1,3}")) numbers.add(Long.valueOf(pieces.get(i)));
    }
    return only(numbers);
  }

  private static List<Object> read(String name, Phrases shows, Phrases languages) {
    int dot = name.lastIndexOf('.');
    List<String> pieces = piecesOf(dot < 0 ? name : name.substring(0, dot));
    Found show = shows.find(pieces);
    var left = new ArrayList<String>();
    // No phrase contains an empty piece.
    for (int i = 0; i < pieces.size(); i++) left.add(show.used.contains(i) ? "" : pieces.get(i));
    return Arrays.asList(show.value, numberBehind(left, "s", "season"), numberBehind(left, "r", "reel"), languages.find(left).value);
  }

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var shows = new Phrases();
    for (var show : (List<?>) question.get("shows")) shows.add((String) show, (String) show);
    var languages = new Phrases();
    ((Map<?, ?>) question.get("languages")).forEach((written, code) -> languages.add((String) written, (String) code));
    return ((List<?>) question.get("names")).stream().map(name -> read((String) name, shows, languages)).toList();
  }
}
