using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>Writes JSON of roughly the shape of a type, with what no form would ever send in some of its places.</summary>
/// <param name="ids">Of things that exist.</param>
internal sealed class Shapes(Random random, IReadOnlyList<Guid> ids)
{
    private static readonly string[] Odd =
    [
        "null", "\"\"", "\" \"", "\"\\ud800\"", "\"\\ufffe\"", "\"\\u0000\"", "0", "-1", "1e308", "1e999", "99999999999999999999", "0.5", "NaN", "true", "[]", "{}", "[null]", "[[[[[[]]]]]]",
        "\"../../etc/passwd\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "{\"a\":1,\"a\":2}", "{\"\\ud800\":null}", "2147483648", "-2147483648",
    ];

    private static readonly string[] Words = ["a", "name", "good", "图片", "e\u0301", "\u202Eabc", "<script>", "'; drop table x; --", "%00", "none", "newest", "image", "approved", "png"];

    /// <summary>A body for a type.</summary>
    public string Body(Type type, int depth = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (random.Next(depth == 0 ? 40 : 7) == 0)
        {
            return random.Next(40) == 0 ? '"' + new string('x', 300_000) + '"' : Odd[random.Next(Odd.Length)];
        }

        return type switch
        {
            _ when type == typeof(string) => Text(),
            _ when type == typeof(Guid) => $"\"{Id()}\"",
            _ when type == typeof(bool) => random.Next(2) == 0 ? "true" : "false",
            { IsEnum: true } => random.Next(3) == 0 ? random.Next(-1, 9).ToString(CultureInfo.InvariantCulture) : JsonSerializer.Serialize(JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[random.Next(Enum.GetNames(type).Length)])),
            _ when type.IsPrimitive || type == typeof(decimal) => random.Next(-2, 20).ToString(CultureInfo.InvariantCulture),
            _ when type == typeof(DateTimeOffset) => "\"2026-11-26T12:00:00Z\"",
            _ when Item(type) is { } item => "[" + string.Join(',', Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 300 : 4)).Select(_ => Body(item, depth + 1))) + "]",
            _ when depth < 6 => Record(type, depth),
            _ => "null",
        };
    }

    /// <summary>A value for a place in an address.</summary>
    public string Value() => random.Next(6) switch
    {
        0 => Id().ToString(),
        1 => Odd[random.Next(Odd.Length)].Trim('"'),
        2 => random.Next(-3, 300).ToString(CultureInfo.InvariantCulture),
        3 => new string('9', random.Next(1, 30)),
        4 => random.Next(20) == 0 ? new string('y', 4_000) : "\uFFFE",
        _ => Words[random.Next(Words.Length)],
    };

    public Guid Id() => random.Next(5) == 0 ? Guid.CreateVersion7() : ids[random.Next(ids.Count)];

    private string Text() => random.Next(3) == 0 ? $"\"{Id()}\"" : JsonSerializer.Serialize(Words[random.Next(Words.Length)]);

    private string Record(Type type, int depth)
    {
        if (typeof(IDictionary).IsAssignableFrom(type) || type.IsInterface || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return $"{{{Text()}:{Odd[random.Next(Odd.Length)]},\"a\":{Text()}}}";
        }

        var body = new StringBuilder("{");
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(_ => random.Next(8) > 0))
        {
            body.Append(body.Length > 1 ? "," : "").Append(JsonSerializer.Serialize(JsonNamingPolicy.CamelCase.ConvertName(property.Name)))
                .Append(':').Append(Body(property.PropertyType, depth + 1));
        }

        return body.Append(random.Next(30) == 0 ? "" : "}").ToString();
    }

    private static Type? Item(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(IEnumerable).IsAssignableFrom(type) ? item : null;
}
