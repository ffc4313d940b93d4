using System.Text.Json.Nodes;

namespace Aos.Samples.Tests.Pages;

/// <summary>Whether an answer looks as a page shows it: every member that is shown is there and of the same kind; values may differ.</summary>
internal static class JsonForm
{
    public static string? FaultOf(JsonNode? shown, JsonNode? sent, string at = "answer")
    {
        switch (shown)
        {
            case JsonObject members when sent is JsonObject actual:
                return members.Select(member => !actual.ContainsKey(member.Key)
                    ? member.Value is null ? null : $"{at}.{member.Key} is not there"
                    : FaultOf(member.Value, actual[member.Key], $"{at}.{member.Key}")).FirstOrDefault(fault => fault is not null);
            case JsonArray items when sent is JsonArray actual:
                return items.Count == 0 || actual.Count == 0 ? null : items.Select((item, i) => FaultOf(item, actual[Math.Min(i, actual.Count - 1)], $"{at}[{i}]")).FirstOrDefault(fault => fault is not null);
            case null:
                return null;
            default:
                return sent is null || shown.GetValueKind() == sent.GetValueKind() || shown is JsonValue && sent is JsonValue && IsFlag(shown) && IsFlag(sent) ? null : $"{at} is {sent.GetValueKind()} and not {shown.GetValueKind()}";
        }
    }

    private static bool IsFlag(JsonNode node) => node.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False;
}
