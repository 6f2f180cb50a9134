import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** By end; each offer goes on top of the most that ends before it in another trade. */
final class BreakFiller {
  private record Offer(long from, long to, long price, String trade) {}

  /** The most, its last trade, and the most with another last trade or none. */
  private record Earned(long most, String trade, long otherwise) {
    long before(String next) {
      return next.equals(trade) ? otherwise : most;
    }

    Earned orElse(long now, String last) {
      if (last.equals(trade)) return new Earned(Math.max(most, now), trade, otherwise);
      if (now > most) return new Earned(now, last, most);
      return new Earned(most, trade, Math.max(otherwise, now));
    }
  }

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var offers = usable((List<?>) question.get("offers"), (Long) question.get("length"));
    var earned = new ArrayList<Earned>();
    earned.add(new Earned(0, null, 0));
    for (var offer : offers) {
      var most = offer.price + earned.get(upTo(offers, offer.from)).before(offer.trade);
      earned.add(earned.get(earned.size() - 1).orElse(most, offer.trade));
    }
    return earned.get(earned.size() - 1).most;
  }

  private static List<Offer> usable(List<?> offers, long length) {
    return offers.stream()
        .map(each -> (List<?>) each)
        .map(offer -> new Offer((Long) offer.get(1), (Long) offer.get(2), (Long) offer.get(3), (String) offer.get(4)))
        .filter(offer -> 0 <= offer.from && offer.from < offer.to && offer.to <= length)
        .sorted(Comparator.comparingLong(Offer::to))
        .toList();
  }

  /** How many of the offers, which are in order of end, end at or before the second. */
  private static int upTo(List<Offer> offers, long second) {
    int low = 0;
    int high = offers.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (offers.get(middle).to <= second) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
