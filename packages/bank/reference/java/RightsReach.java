import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A worklist of rights that may be granted on, from the owner outwards; each is worked off once. */
final class RightsReach {
  private record Right(String company, String territory) {}

  private record Offer(String to, boolean onward) {}

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var owner = (String) question.get("owner");
    var company = (String) question.get("company");
    var offers = new HashMap<Right, List<Offer>>();
    var everywhere = new TreeSet<String>();
    for (var each : (List<?>) question.get("grants")) {
      var grant = (List<?>) each;
      for (var territory : (List<?>) grant.get(2)) {
        everywhere.add((String) territory);
        var right = new Right((String) grant.get(0), (String) territory);
        offers.computeIfAbsent(right, key -> new ArrayList<>()).add(new Offer((String) grant.get(1), (Boolean) grant.get(3)));
      }
    }
    return company.equals(owner) ? everywhere : shownBy(company, owner, everywhere, offers);
  }

  private static Set<String> shownBy(String company, String owner, Set<String> everywhere, Map<Right, List<Offer>> offers) {
    var work = new ArrayDeque<Right>();
    for (var territory : everywhere) work.add(new Right(owner, territory));
    var grantable = new HashSet<>(work);
    var shown = new TreeSet<String>();
    for (var right = work.poll(); right != null; right = work.poll()) {
      for (var offer : offers.getOrDefault(right, List.of())) {
        if (offer.to.equals(company)) shown.add(right.territory);
        var passed = new Right(offer.to, right.territory);
        if (offer.onward && grantable.add(passed)) work.add(passed);
      }
    }
    return shown;
  }
}
