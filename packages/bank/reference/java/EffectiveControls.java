import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Climb to the first node that is known, and come down again noting what each hands on. */
final class EffectiveControls {
  private record Control(String id, String parent, Long setting, Long cap) {}

  /** The nearest setting and the lowest cap on the way up. */
  private record Standing(long setting, long cap) {
    Standing below(Control node) {
      return new Standing(node.setting == null ? setting : node.setting, node.cap == null ? cap : Math.min(cap, node.cap));
    }
  }

  private static final Standing ABOVE_THE_ROOT = new Standing(18, 18);

  private final Map<String, Control> nodes = new HashMap<>();

  /** Null for those whose way up reaches no root. */
  private final Map<String, Standing> known = new HashMap<>();

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var controls = new EffectiveControls();
    for (var each : (List<?>) question.get("controls")) {
      var node = (List<?>) each;
      var control = new Control((String) node.get(0), (String) node.get(1), (Long) node.get(2), (Long) node.get(3));
      controls.nodes.put(control.id, control);
    }
    var answers = new ArrayList<Object>();
    for (var asked : (List<?>) question.get("asks")) {
      var standing = controls.standingOf((String) asked);
      answers.add(standing == null ? null : Math.min(standing.setting, standing.cap));
    }
    return answers;
  }

  private Standing standingOf(String asked) {
    var climbed = new ArrayDeque<Control>();
    var at = asked;
    while (at != null && !known.containsKey(at)) {
      // Lost until a root is reached; a circle meets this note of its own.
      known.put(at, null);
      var node = nodes.get(at);
      if (node == null) return null;
      climbed.push(node);
      at = node.parent;
    }
    var standing = at == null ? ABOVE_THE_ROOT : known.get(at);
    for (var node : climbed) {
      standing = standing == null ? null : standing.below(node);
      known.put(node.id, standing);
    }
    return standing;
  }
}
