import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as Map, List, String, Long for whole numbers, Double, Boolean and null. Reads what a JSON writer wrote, no more. */
final class Json {
  private final String text;
  private int at = 0;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    var json = new Json(text);
    var value = json.value();
    json.skipSpace();
    if (json.at != text.length()) throw json.unexpected();
    return value;
  }

  static String write(Object value) {
    var into = new StringBuilder();
    write(value, into);
    return into.toString();
  }

  private Object value() {
    skipSpace();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    var members = new LinkedHashMap<String, Object>();
    at++;
    while (!closes('}')) {
      var key = string();
      expect(':');
      members.put(key, value());
    }
    return members;
  }

  private List<Object> list() {
    var items = new ArrayList<Object>();
    at++;
    while (!closes(']')) items.add(value());
    return items;
  }

  /** Steps over a comma, or over the end. */
  private boolean closes(char end) {
    skipSpace();
    if (text.charAt(at) == ',') at++;
    skipSpace();
    if (text.charAt(at) != end) return false;
    at++;
    return true;
  }

  private String string() {
    expect('"');
    var into = new StringBuilder();
    for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) into.append(next == '\\' ? escaped() : next);
    return into.toString();
  }

  private char escaped() {
    char letter = text.charAt(at++);
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
      default -> letter;
    };
  }

  private Object number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
    var digits = text.substring(from, at);
    if (digits.isEmpty()) throw unexpected();
    if (digits.matches("-?\\d+")) return Long.valueOf(digits);
    return Double.valueOf(digits);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) throw unexpected();
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    skipSpace();
    if (text.charAt(at) != wanted) throw unexpected();
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("no JSON at character " + at);
  }

  private static void write(Object value, StringBuilder into) {
    if (value == null || value instanceof Boolean || value instanceof Number) into.append(value);
    else if (value instanceof Map<?, ?> members) {
      into.append('{');
      for (var member : members.entrySet()) {
        if (into.charAt(into.length() - 1) != '{') into.append(',');
        write(String.valueOf(member.getKey()), into);
        into.append(':');
        write(member.getValue(), into);
      }
      into.append('}');
    } else if (value instanceof Iterable<?> items) {
      into.append('[');
      for (var item : items) {
        if (into.charAt(into.length() - 1) != '[') into.append(',');
        write(item, into);
      }
      into.append(']');
    } else if (value instanceof String string) quote(string, into);
    else throw new IllegalArgumentException("no JSON for " + value.getClass());
  }

  private static void quote(String string, StringBuilder into) {
    into.append('"');
    for (char letter : string.toCharArray()) {
      if (letter == '"' || letter == '\\') into.append('\\').append(letter);
      else if (letter < ' ') into.append(String.format("\\u%04x", (int) letter));
      else into.append(letter);
    }
    into.append('"');
  }
}
