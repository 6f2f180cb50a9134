import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the Java references: [{"name": class, "inputs": [...]}] on stdin, a list of {"out"} or {"error"} per entry on stdout. */
final class Play {
  public static void main(String[] args) throws Exception {
    var entries = (List<?>) Json.read(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    var played = new ArrayList<Object>();
    for (var entry : entries) {
      var asked = (Map<?, ?>) entry;
      played.add(play((String) asked.get("name"), (List<?>) asked.get("inputs")));
    }
    System.out.write(Json.write(played).getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static List<Object> play(String name, List<?> inputs) {
    var outcomes = new ArrayList<Object>();
    for (var input : inputs) outcomes.add(playOne(name, input));
    return outcomes;
  }

  private static Map<String, Object> playOne(String name, Object input) {
    try {
      var solve = Class.forName(name).getDeclaredMethod("solve", Object.class);
      var out = new java.util.HashMap<String, Object>();
      out.put("out", solve.invoke(null, input));
      return out;
    } catch (java.lang.reflect.InvocationTargetException thrown) {
      var cause = thrown.getCause();
      return Map.of("error", cause + " at " + cause.getStackTrace()[0]);
    } catch (ReflectiveOperationException missing) {
      return Map.of("error", missing.toString());
    }
  }
}
