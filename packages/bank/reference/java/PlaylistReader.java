import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Playlist reader: line by line; what may come next depends only on whether there is a variant and whether an address is due. */
class PlaylistReader {
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=(?:([0-9]{1,9})|\"([^\"]*)\")(,|\\z)");

  private record Segment(String address, long from, long ms) {}

  private record Variant(String name, long kbps, List<Segment> segments) {
    long length() {
      if (segments.isEmpty()) return 0;
      Segment last = segments.get(segments.size() - 1);
      return last.from + last.ms;
    }
  }

  private final List<Variant> variants = new ArrayList<>();
  private Long dueMs = null;

  /** False for a line that breaks a rule here. */
  private boolean take(String line) {
    if (dueMs != null) return takeAddress(line);
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    Map<String, Object> attributes = attributesOf(space < 0 ? "" : line.substring(space + 1));
    switch (word) {
      case "#VARIANT":
        if (!(attributes.get("name") instanceof String name) || !(attributes.get("kbps") instanceof Long kbps)) return false;
        return variants.add(new Variant(name, kbps, new ArrayList<>()));
      case "#SEGMENT":
        if (variants.isEmpty() || !(attributes.get("ms") instanceof Long ms)) return false;
        dueMs = ms;
        return true;
      default:
        return word.startsWith("#") && !word.equals("#LIST") && !word.equals("#END");
    }
  }

  private boolean takeAddress(String line) {
    if (line.isEmpty() || line.startsWith("#")) return false;
    Variant variant = variants.get(variants.size() - 1);
    variant.segments.add(new Segment(line, variant.length(), dueMs));
    dueMs = null;
    return true;
  }

  /** None when the text has another form, or a key twice: no line gets by without its attributes. */
  private static Map<String, Object> attributesOf(String text) {
    var attributes = new HashMap<String, Object>();
    var read = ATTRIBUTE.matcher(text);
    for (int at = 0; read.region(at, text.length()).lookingAt(); at = read.end()) {
      Object value = read.group(2) == null ? read.group(3) : (Object) Long.valueOf(read.group(2));
      if (attributes.put(read.group(1), value) != null) return Map.of();
      if (read.group(4).isEmpty()) return attributes;
    }
    return Map.of();
  }

  static Object solve(Object input) {
    var lines = (List<?>) ((Map<?, ?>) input).get("lines");
    if (lines.isEmpty() || !lines.get(0).equals("#LIST")) return Map.of("wrong", 1);
    var reader = new PlaylistReader();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).equals("#END") && reader.dueMs == null) {
        return i == lines.size() - 1 ? Map.of("variants", valueOf(reader.variants)) : Map.of("wrong", i + 2);
      }
      if (!reader.take((String) lines.get(i))) return Map.of("wrong", i + 1);
    }
    return Map.of("wrong", lines.size() + 1);
  }

  private static List<Object> valueOf(List<Variant> variants) {
    var values = new ArrayList<Object>();
    for (var variant : variants) {
      var segments = variant.segments.stream().map(each -> List.of(each.address, each.from, each.ms)).toList();
      values.add(Map.of("name", variant.name, "kbps", variant.kbps, "segments", segments));
    }
    return values;
  }
}
