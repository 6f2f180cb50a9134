import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Capped ad pick: all offers in one heap; what a viewer has had enough of is set aside during the pick and put back. */
class CappedAdPick {
  /** A class and not a record: an offer that was replaced is another one, even with the same numbers. */
  private static final class Offer {
    final String campaign;
    final long bid;
    final long cap;

    Offer(String campaign, long bid, long cap) {
      this.campaign = campaign;
      this.bid = bid;
      this.cap = cap;
    }
  }

  private record Showing(String campaign, long at) {}

  private static final Comparator<Offer> BEST_FIRST =
      Comparator.<Offer>comparingLong(offer -> offer.bid).reversed().thenComparing(offer -> offer.campaign);

  private final long window;
  private final Map<String, Offer> offers = new HashMap<>();
  private final PriorityQueue<Offer> best = new PriorityQueue<>(BEST_FIRST);
  private final Map<String, List<Showing>> shown = new HashMap<>();

  CappedAdPick(long window) {
    this.window = window;
  }

  void offer(String campaign, long bid, long cap) {
    var offer = new Offer(campaign, bid, cap);
    offers.put(campaign, offer);
    if (bid > 0) best.add(offer);
  }

  /** Null when there is nothing this viewer may see. */
  String pick(String viewer, long now) {
    var seen = shown.computeIfAbsent(viewer, any -> new ArrayList<>());
    seen.removeIf(showing -> showing.at <= now - window);
    var times = new HashMap<String, Integer>();
    for (var showing : seen) times.merge(showing.campaign, 1, Integer::sum);
    String campaign = bestFor(times);
    if (campaign != null) seen.add(new Showing(campaign, now));
    if (seen.isEmpty()) shown.remove(viewer);
    return campaign;
  }

  private String bestFor(Map<String, Integer> times) {
    var aside = new ArrayList<Offer>();
    String found = null;
    while (found == null && !best.isEmpty()) {
      Offer next = best.poll();
      if (offers.get(next.campaign) != next) continue;
      aside.add(next);
      if (times.getOrDefault(next.campaign, 0) < next.cap) found = next.campaign;
    }
    best.addAll(aside);
    return found;
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var picker = new CappedAdPick((Long) play.get("window"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      if (call.get(0).equals("pick")) returned.add(picker.pick((String) call.get(1), (Long) call.get(2)));
      else {
        picker.offer((String) call.get(1), (Long) call.get(2), (Long) call.get(3));
        returned.add(null);
      }
    }
    return returned;
  }
}
