using System.Globalization;
using System.Text.Json.Nodes;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>Values that have broken programs before, drawn from a seeded source.</summary>
internal sealed class NastyValues(Random random)
{
    private static readonly string[] Texts =
    [
        "", " ", "\t", "\0", "a\0b", "\u0001", "\u007f", "\u0085", "\u2028", "\u202e", "\ufeff", "\uffff", "😀", "ß", "ﬀ", "İ", "ı", "Å", "e\u0301", "日本語", "‮abc",
        "'", "\"", "\\", "`", "%", "_", "%%", "' OR 1=1--", "'; select pg_sleep(9); --", "$$", "$1", "@vin", ":vin", "/*", "--", "\\'", "{0}", "{{", "}", "{vin}", "${jndi:ldap://x}",
        "<script>alert(1)</script>", "&lt;", "../../etc/passwd", "..\\..", "C:\\x", "file:///etc/passwd", "http://localhost", "javascript:x", "%00", "%2e%2e", "%s%n%x", "~", "|", ";", "&", "#", "?", "=", "+", ",",
        "null", "undefined", "true", "false", "None", "NaN", "Infinity", "-1", "0", "-0", "1e400", "1.5", "0x10", "١٢", "2147483648", "9223372036854775808", "99999999999999999999999", "00000000000000001",
        "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-1-1", "2026-02-28T24:00:00Z", "vin", "-vin", "vin,-vin", "VIN", "producedOn;", "createdAt", "*", "[]", "{}", "[object Object]",
        "00000000-0000-0000-0000-000000000000", "00000000-0000-7000-8000-000000000001", "not-a-uuid", "{00000000-0000-7000-8000-000000000001}", "WBAUV71070A19374O", "WBAUV71070A193748 ", "wbauv71070a193748", "A777777",
        "\"v1\"", "W/\"v1\"", "\"\"", "\"v99999999999\"", "clientCredentials", "apiVehicleIdentification", "clients.administer", "vehicle.read", "administration", "active", "0.0.0.0/0", "::/0", "10.0.0.0/33", "10.0.0.1",
    ];

    private static readonly string[] Json =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "1e-400", "9223372036854775808", "-0", "\"\"", "\"a\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[\"\"]",
        "[\"a\",\"a\"]", "{\"a\":1}", "{\"\":\"\"}", "{\"$ref\":\"#\"}", "{\"$type\":\"System.Object\"}", "{\"__proto__\":{}}", "NaN", "Infinity", "'a'", "undefined", "01", "+1", "1.", ".5", "\"a", "[1,]", "{\"a\":}", "",
    ];

    /// <summary>One of several values.</summary>
    public T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OnceIn(int times) => random.Next(times) == 0;

    public int Below(int limit) => random.Next(limit);

    /// <summary>A text, at most about <paramref name="longest"/> characters.</summary>
    public string Text(int longest) => random.Next(8) switch
    {
        0 => new string(Of("aA0é%_'\0 "), random.Next(1, longest)),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Of(Texts))),
        2 => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xd7ff))),
        3 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        _ => Of(Texts),
    };

    /// <summary>A header value: nothing that ends a line, and no NUL.</summary>
    public string Header() => string.Concat(Text(300).Where(c => c is not ('\0' or '\r' or '\n') && (c > '\u001f' || c == '\t') && !char.IsSurrogate(c) && c != '\u007f'));

    /// <summary>A JSON value, valid or not.</summary>
    public string JsonText() => random.Next(6) switch
    {
        0 => JsonValue.Create(new string('a', random.Next(1, 12_000))).ToJsonString(),
        1 => JsonValue.Create(Text(200).Replace('\uffff', 'x')).ToJsonString(),
        2 => $"[{string.Join(',', Enumerable.Repeat("\"a\"", random.Next(0, 1_200)))}]",
        3 => new string('[', random.Next(1, 200)) + new string(']', random.Next(0, 200)),
        _ => Of(Json),
    };

    private char Of(string characters) => characters[random.Next(characters.Length)];
}
