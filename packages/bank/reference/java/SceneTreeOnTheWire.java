import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scene tree on the wire: one pass each way, with a stack instead of recursion, since trees may be very deep. */
class SceneTreeOnTheWire {
  private record Part(String name, List<Part> parts) {}

  /** The length of a name as write puts it: no leading zero, and shorter than a billion. */
  private static final Pattern LENGTH = Pattern.compile("(0|[1-9][0-9]{0,8}):");

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    if (question.containsKey("write")) return write(partOf(question.get("write")));
    Part tree = read((String) question.get("read"));
    return tree == null ? null : valueOf(tree);
  }

  static String write(Part tree) {
    var written = new StringBuilder();
    var ahead = new ArrayDeque<Runnable>();
    ahead.push(() -> writePart(tree, written, ahead));
    while (!ahead.isEmpty()) ahead.pop().run();
    return written.toString();
  }

  private static void writePart(Part part, StringBuilder written, Deque<Runnable> ahead) {
    written.append(part.name().length()).append(':').append(part.name()).append('(');
    ahead.push(() -> written.append(')'));
    for (int i = part.parts().size() - 1; i >= 0; i--) {
      Part below = part.parts().get(i);
      ahead.push(() -> writePart(below, written, ahead));
    }
  }

  /** Null for a text that write could not have produced. */
  static Part read(String text) {
    var open = new ArrayDeque<Part>();
    Matcher length = LENGTH.matcher(text);
    for (int at = 0; at < text.length(); ) {
      if (text.charAt(at) == ')') {
        if (open.isEmpty()) return null;
        Part closed = open.pop();
        at++;
        if (open.isEmpty()) return at == text.length() ? closed : null;
        continue;
      }
      if (!length.region(at, text.length()).lookingAt()) return null;
      long end = length.end() + Long.parseLong(length.group(1));
      if (end >= text.length() || text.charAt((int) end) != '(') return null;
      var part = new Part(text.substring(length.end(), (int) end), new ArrayList<>());
      if (!open.isEmpty()) open.peek().parts().add(part);
      open.push(part);
      at = (int) end + 1;
    }
    return null;
  }

  private static Part partOf(Object value) {
    var pair = (List<?>) value;
    var parts = ((List<?>) pair.get(1)).stream().map(SceneTreeOnTheWire::partOf).toList();
    return new Part((String) pair.get(0), parts);
  }

  private static List<Object> valueOf(Part part) {
    return List.of(part.name(), part.parts().stream().map(SceneTreeOnTheWire::valueOf).toList());
  }
}
