using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aos.Sdk.Testing;

/// <summary>What the next calls of one operation meet, in the order in which it is written.</summary>
public sealed class AosFakeScript
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly ConcurrentQueue<ScriptedAnswer> _answers = new();

    internal AosFakeScript()
    {
    }

    /// <summary>A status: below 400 with the document's example, else with the document's problem for it.</summary>
    /// <param name="status">The status, such as 429.</param>
    /// <param name="code">Code of the problem, where it shall be another one than the document's example has.</param>
    /// <param name="retryAfter">Time for the header <c>Retry-After</c>, in whole seconds.</param>
    /// <param name="members">Further members of the body, as the text of a JSON object.</param>
    public AosFakeScript Answers(int status, string? code = null, TimeSpan? retryAfter = null, [StringSyntax(StringSyntaxAttribute.Json)] string? members = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        var extra = members is null ? null : JsonNode.Parse(members)!.AsObject();
        return Add(new ScriptedAnswer { Status = status, Code = code, RetryAfter = retryAfter, Members = extra });
    }

    /// <summary>A value, with 200.</summary>
    /// <param name="value">The value; null members are left out, as the API does.</param>
    /// <typeparam name="T">Type of the value, such as <c>Vehicle</c>.</typeparam>
    public AosFakeScript Answers<T>(T value) where T : class =>
        Add(new ScriptedAnswer { Status = 200, Body = JsonSerializer.SerializeToNode(value, Json) });

    /// <summary>A connection that breaks before the answer.</summary>
    public AosFakeScript BreaksOff() => Add(new ScriptedAnswer { Fault = () => new HttpRequestException("The script broke the connection.") });

    /// <summary>No answer within the client's time-out, which passes at once.</summary>
    public AosFakeScript TimesOut() => Add(new ScriptedAnswer { Fault = () => new TaskCanceledException("The script let the time-out pass.") });

    internal ScriptedAnswer? Next() => _answers.TryDequeue(out var answer) ? answer : null;

    private AosFakeScript Add(ScriptedAnswer answer)
    {
        _answers.Enqueue(answer);
        return this;
    }
}

/// <summary>One answer of a script.</summary>
internal sealed record ScriptedAnswer
{
    public int Status { get; init; }
    public string? Code { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public JsonObject? Members { get; init; }
    public JsonNode? Body { get; init; }
    public Func<Exception>? Fault { get; init; }
}
