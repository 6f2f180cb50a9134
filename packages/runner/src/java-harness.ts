/**
 * Calls what a Java source defines with each case, by reflection: it knows the names of a signature and nothing of the types, which are
 * read off the declarations. Every name of the library is written out, since the source may have a `List` of its own. It has no line
 * comments, because it stands in one line of the source, so that the lines of that keep their numbers.
 */
export const javaHarness = String.raw`
final class UnanimousCases {
  private final String text;
  private int at = 0;
  private UnanimousCases(String text) { this.text = text; }

  public static void main(String[] args) throws Exception {
    var out = System.out;
    var given = map(new UnanimousCases(new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).value());
    System.setIn(new java.io.ByteArrayInputStream(new byte[0]));
    var plan = map(given.get("plan"));
    var mark = (String) given.get("mark");
    var types = new java.util.ArrayList<Class<?>>();
    for (var name : list(given.get("types"))) {
      try { add(types, Class.forName((String) name)); } catch (ClassNotFoundException | LinkageError none) { continue; }
    }
    var inputs = list(given.get("inputs"));
    for (int index = 0; index < inputs.size(); index++) {
      String answer;
      try {
        answer = "{\"answer\":" + quoted(written(call(plan, types, map(inputs.get(index))))) + "}";
      } catch (Throwable thrown) {
        var error = thrown instanceof java.lang.reflect.InvocationTargetException invoked && invoked.getCause() != null ? invoked.getCause() : thrown;
        answer = "{\"error\":" + quoted(error instanceof NoSuchMethodException ? error.getMessage() : error.toString()) + "}";
      }
      out.print("\n" + mark + index + " " + answer + "\n");
      out.flush();
    }
  }

  private static void add(java.util.List<Class<?>> types, Class<?> type) {
    types.add(type);
    for (var inner : type.getDeclaredClasses()) add(types, inner);
  }

  private static Object call(java.util.Map<String, Object> plan, java.util.List<Class<?>> types, java.util.Map<String, Object> input) throws Exception {
    for (var type : types) for (var method : type.getDeclaredMethods()) {
      if (method.getName().equals("solve") && java.lang.reflect.Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 1) return invoke(method, null, java.util.List.of(java.util.Optional.of(input)));
    }
    var kind = plan.get("kind");
    if (kind.equals("class")) {
      var name = (String) plan.get("name");
      var params = list(plan.get("params"));
      for (var type : types) if (type.getSimpleName().equals(name)) {
        for (var constructor : type.getDeclaredConstructors()) if (constructor.getParameterCount() == params.size()) {
          constructor.setAccessible(true);
          return lines(constructor.newInstance(converted(constructor.getGenericParameterTypes(), values(params, input))), rest(input, params), null);
        }
        throw new NoSuchMethodException("There is no constructor of " + name + " with " + params.size() + " parameters.");
      }
      throw new NoSuchMethodException("There is no " + name + " to call.");
    }
    if (kind.equals("factory")) {
      var make = map(plan.get("make"));
      var params = list(make.get("params"));
      var method = named(types, (String) make.get("name"), params.size());
      if (method == null) throw new NoSuchMethodException("There is no " + make.get("name") + " to call.");
      return lines(invoke(method, null, values(params, input)), rest(input, params), (String) plan.get("method"));
    }
    for (var each : list(plan.get("functions"))) {
      var name = (String) map(each).get("name");
      var method = input.containsKey(name) ? named(types, name, 1) : null;
      if (method != null) return invoke(method, null, java.util.Collections.singletonList(input.get(name)));
    }
    for (var each : list(plan.get("functions"))) {
      var params = list(map(each).get("params"));
      var method = input.keySet().containsAll(params) ? named(types, (String) map(each).get("name"), params.size()) : null;
      if (method != null) return invoke(method, null, values(params, input));
    }
    throw new NoSuchMethodException("There is no " + map(list(plan.get("functions")).get(0)).get("name") + " to call.");
  }

  private static java.lang.reflect.Method named(java.util.List<Class<?>> types, String name, int count) {
    java.lang.reflect.Method near = null;
    for (var type : types) for (var method : type.getDeclaredMethods()) {
      if (!java.lang.reflect.Modifier.isStatic(method.getModifiers()) || method.isSynthetic() || method.getParameterCount() != count) continue;
      if (method.getName().equals(name)) return method;
      var own = method.getName().toLowerCase();
      var wanted = name.toLowerCase();
      if (wanted.startsWith(own) || wanted.endsWith(own)) near = method;
    }
    return near;
  }

  private static Object invoke(java.lang.reflect.Method method, Object on, java.util.List<Object> given) throws Exception {
    method.setAccessible(true);
    return method.invoke(on, converted(method.getGenericParameterTypes(), given));
  }

  private static Object lines(Object made, java.util.List<Object> calls, String method) throws Exception {
    if (made instanceof java.util.Optional<?> maybe) made = maybe.orElse(null);
    if (made == null) return null;
    var answers = new java.util.ArrayList<Object>();
    for (var each : calls) {
      var line = list(each);
      var name = method == null ? (String) line.get(0) : method;
      var given = method == null ? line.subList(1, line.size()) : line;
      java.lang.reflect.Method found = null;
      for (var candidate : made.getClass().getDeclaredMethods()) if (candidate.getName().equals(name) && !candidate.isSynthetic() && candidate.getParameterCount() == given.size()) found = candidate;
      if (found == null) throw new NoSuchMethodException("There is no method " + name + " with " + given.size() + " parameters.");
      answers.add(plain(invoke(found, made, given)));
    }
    return answers;
  }

  private static java.util.List<Object> values(java.util.List<Object> params, java.util.Map<String, Object> input) {
    var values = new java.util.ArrayList<Object>();
    for (var name : params) values.add(input.get(name));
    return values;
  }

  private static java.util.List<Object> rest(java.util.Map<String, Object> input, java.util.List<Object> params) {
    for (var entry : input.entrySet()) if (!params.contains(entry.getKey())) return list(entry.getValue());
    return java.util.List.of();
  }

  private static Object[] converted(java.lang.reflect.Type[] types, java.util.List<Object> given) throws Exception {
    var all = new Object[types.length];
    for (int index = 0; index < types.length; index++) {
      var value = given.get(index);
      all[index] = value instanceof java.util.Optional<?> whole ? whole.get() : declared(types[index], value);
    }
    return all;
  }

  private static Object declared(java.lang.reflect.Type type, Object value) throws Exception {
    if (type instanceof java.lang.reflect.ParameterizedType made) {
      var raw = (Class<?>) made.getRawType();
      var of = made.getActualTypeArguments();
      if (raw == java.util.Optional.class) return value == null ? java.util.Optional.empty() : java.util.Optional.of(declared(of[0], value));
      if (value == null) return null;
      if (java.util.Map.class.isAssignableFrom(raw)) {
        java.util.Map<Object, Object> entries = raw.isAssignableFrom(java.util.LinkedHashMap.class) ? new java.util.LinkedHashMap<>() : new java.util.TreeMap<>();
        if (value instanceof java.util.Map<?, ?> object) for (var entry : object.entrySet()) entries.put(declared(of[0], entry.getKey()), declared(of[1], entry.getValue()));
        else for (var pair : list(value)) entries.put(declared(of[0], list(pair).get(0)), declared(of[1], list(pair).get(1)));
        return entries;
      }
      if (Iterable.class.isAssignableFrom(raw)) {
        java.util.Collection<Object> items = raw.isAssignableFrom(java.util.ArrayList.class) ? new java.util.ArrayList<>() : raw.isAssignableFrom(java.util.LinkedHashSet.class) ? new java.util.LinkedHashSet<>() : raw.isAssignableFrom(java.util.TreeSet.class) ? new java.util.TreeSet<>() : new java.util.ArrayDeque<>();
        for (var item : list(value)) items.add(declared(of[0], item));
        return items;
      }
      return declared(raw, value);
    }
    if (!(type instanceof Class<?> plain) || value == null) return value;
    if (value instanceof Number number) {
      if (plain == int.class || plain == Integer.class) return Math.toIntExact(number.longValue());
      if (plain == long.class || plain == Long.class) return number.longValue();
      if (plain == double.class || plain == Double.class) return number.doubleValue();
      if (plain == float.class || plain == Float.class) return number.floatValue();
      if (plain == short.class || plain == Short.class) return number.shortValue();
      if (plain == String.class) return number.toString();
      if (plain == java.math.BigInteger.class) return java.math.BigInteger.valueOf(number.longValue());
      return value;
    }
    if (value instanceof String word) {
      if (plain == int.class || plain == Integer.class) return Integer.valueOf(word);
      if (plain == long.class || plain == Long.class) return Long.valueOf(word);
      if (plain == char.class || plain == Character.class) return word.charAt(0);
      if (plain == char[].class) return word.toCharArray();
      if (plain.isEnum()) for (var constant : plain.getEnumConstants()) if (((Enum<?>) constant).name().equalsIgnoreCase(word)) return constant;
      return value;
    }
    if (plain.isArray() && value instanceof java.util.List<?> items) {
      var array = java.lang.reflect.Array.newInstance(plain.getComponentType(), items.size());
      for (int index = 0; index < items.size(); index++) java.lang.reflect.Array.set(array, index, declared(plain.getComponentType(), items.get(index)));
      return array;
    }
    if (plain.getName().startsWith("java.") || plain.isPrimitive() || plain.isInstance(value)) return value;
    return object(plain, value);
  }

  private static Object object(Class<?> type, Object value) throws Exception {
    if (type.isRecord()) {
      var parts = type.getRecordComponents();
      var types = new java.lang.reflect.Type[parts.length];
      var classes = new Class<?>[parts.length];
      var given = new java.util.ArrayList<Object>();
      for (int index = 0; index < parts.length; index++) {
        types[index] = parts[index].getGenericType();
        classes[index] = parts[index].getType();
        given.add(value instanceof java.util.Map<?, ?> byName ? byName.get(parts[index].getName()) : index < list(value).size() ? list(value).get(index) : null);
      }
      var constructor = type.getDeclaredConstructor(classes);
      constructor.setAccessible(true);
      return constructor.newInstance(converted(types, given));
    }
    var given = value instanceof java.util.Map<?, ?> byName ? new java.util.ArrayList<Object>(byName.values()) : list(value);
    for (var constructor : type.getDeclaredConstructors()) if (constructor.getParameterCount() == given.size()) {
      constructor.setAccessible(true);
      return constructor.newInstance(converted(constructor.getGenericParameterTypes(), given));
    }
    throw new NoSuchMethodException("There is no constructor of " + type.getSimpleName() + " with " + given.size() + " parameters.");
  }

  private static Object plain(Object value) throws Exception {
    if (value instanceof java.util.Optional<?> maybe) return plain(maybe.orElse(null));
    if (value instanceof java.util.OptionalInt maybe) return maybe.isPresent() ? maybe.getAsInt() : null;
    if (value instanceof java.util.OptionalLong maybe) return maybe.isPresent() ? maybe.getAsLong() : null;
    if (value == null || value instanceof Boolean || value instanceof Number || value instanceof String) return value;
    if (value instanceof Enum<?> constant) return constant.name().toLowerCase();
    if (value instanceof java.util.Map<?, ?> entries) {
      var object = new java.util.LinkedHashMap<String, Object>();
      for (var entry : entries.entrySet()) object.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
      return object;
    }
    if (value instanceof Iterable<?> items) {
      var list = new java.util.ArrayList<Object>();
      for (var item : items) list.add(plain(item));
      return list;
    }
    if (value.getClass().isArray()) {
      var list = new java.util.ArrayList<Object>();
      for (int index = 0; index < java.lang.reflect.Array.getLength(value); index++) list.add(plain(java.lang.reflect.Array.get(value, index)));
      return list;
    }
    if (!value.getClass().isRecord()) return value.toString();
    var names = new java.util.ArrayList<Object>();
    var values = new java.util.ArrayList<Object>();
    for (var part : value.getClass().getRecordComponents()) {
      names.add(part.getName());
      part.getAccessor().setAccessible(true);
      values.add(plain(part.getAccessor().invoke(value)));
    }
    var record = new java.util.LinkedHashMap<String, Object>();
    record.put("$name", value.getClass().getSimpleName());
    record.put("$fields", names);
    record.put("$values", values);
    return record;
  }

  private static String written(Object value) throws Exception {
    var plain = plain(value);
    if (plain instanceof java.util.Map<?, ?> object) {
      var parts = new java.util.StringJoiner(",", "{", "}");
      for (var entry : object.entrySet()) parts.add(quoted((String) entry.getKey()) + ":" + written(entry.getValue()));
      return parts.toString();
    }
    if (plain instanceof java.util.List<?> items) {
      var parts = new java.util.StringJoiner(",", "[", "]");
      for (var item : items) parts.add(written(item));
      return parts.toString();
    }
    if (plain instanceof Double number && (number.isNaN() || number.isInfinite())) return "null";
    return plain instanceof String words ? quoted(words) : String.valueOf(plain);
  }

  private static String quoted(String words) {
    var into = new StringBuilder("\"");
    for (int index = 0; index < words.length(); index++) {
      char each = words.charAt(index);
      if (each == '"' || each == '\\') into.append('\\').append(each);
      else if (each < 32 || each > 126) into.append(String.format("\\u%04x", (int) each));
      else into.append(each);
    }
    return into.append('"').toString();
  }

  @SuppressWarnings("unchecked") private static java.util.Map<String, Object> map(Object value) { return (java.util.Map<String, Object>) value; }
  @SuppressWarnings("unchecked") private static java.util.List<Object> list(Object value) { return (java.util.List<Object>) value; }

  private Object value() {
    char first = text.charAt(at);
    if (first == '"') return string();
    if (first == '{') {
      var object = new java.util.LinkedHashMap<String, Object>();
      for (at++; text.charAt(at) != '}'; ) {
        if (text.charAt(at) == ',') at++;
        var name = string();
        at++;
        object.put(name, value());
      }
      at++;
      return object;
    }
    if (first == '[') {
      var items = new java.util.ArrayList<Object>();
      for (at++; text.charAt(at) != ']'; ) {
        if (text.charAt(at) == ',') at++;
        items.add(value());
      }
      at++;
      return items;
    }
    int from = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) at++;
    var word = text.substring(from, at);
    if (word.equals("null")) return null;
    if (word.equals("true") || word.equals("false")) return Boolean.valueOf(word);
    if (word.matches("-?[0-9]+")) return Long.valueOf(word);
    return Double.valueOf(word);
  }

  private String string() {
    var into = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) != '\\') { into.append(text.charAt(at)); continue; }
      char escaped = text.charAt(++at);
      if (escaped == 'u') { into.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16)); at += 4; }
      else into.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped == 'b' ? '\b' : escaped == 'f' ? '\f' : escaped);
    }
    at++;
    return into.toString();
  }
}`
