import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Ladder pruning: walk down with the renditions worth having so far, and drop whatever does not rise above them. */
class LadderPruning {
  private record Rendition(String id, long kbps, long quality) {}

  private record Node(List<Rendition> renditions, List<Node> below) {}

  private static final Comparator<Rendition> CHEAPEST_FIRST =
      Comparator.comparingLong(Rendition::kbps).thenComparing(Comparator.comparingLong(Rendition::quality).reversed());

  static Object solve(Object input) {
    var dropped = new ArrayList<String>();
    prune(nodeOf(((Map<?, ?>) input).get("ladder")), List.of(), dropped);
    return dropped.stream().sorted().toList();
  }

  private static void prune(Node node, List<Rendition> above, List<String> dropped) {
    // Sorting is stable: of equals the one from above comes first, and at one node the one with the smaller id.
    var offered = new ArrayList<>(above);
    node.renditions().stream().sorted(Comparator.comparing(Rendition::id)).forEach(offered::add);
    List<Rendition> front = frontOf(offered);
    var kept = new HashSet<>(front);
    node.renditions().stream().filter(each -> !kept.contains(each)).map(Rendition::id).forEach(dropped::add);
    for (Node child : node.below()) prune(child, front, dropped);
  }

  /** Those that are better than everything as small as they are. */
  private static List<Rendition> frontOf(List<Rendition> offered) {
    var front = new ArrayList<Rendition>();
    offered.stream().sorted(CHEAPEST_FIRST).forEach(each -> {
      if (front.isEmpty() || each.quality() > front.get(front.size() - 1).quality()) front.add(each);
    });
    return front;
  }

  private static Node nodeOf(Object value) {
    var fields = (Map<?, ?>) value;
    var renditions = ((List<?>) fields.get("renditions")).stream().map(LadderPruning::renditionOf).toList();
    var below = ((List<?>) fields.get("below")).stream().map(LadderPruning::nodeOf).toList();
    return new Node(renditions, below);
  }

  private static Rendition renditionOf(Object value) {
    var fields = (List<?>) value;
    return new Rendition((String) fields.get(0), (Long) fields.get(1), (Long) fields.get(2));
  }
}
