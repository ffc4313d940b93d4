using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>Compares the values of an enum.</summary>
internal sealed class EnumComparer(ChangeList changes)
{
    public void Compare(JsonObject former, JsonObject current, Direction direction, string place)
    {
        if (former["enum"] is null && current["enum"] is null)
            return;
        if (former["enum"] is null || current["enum"] is null)
        {
            var opens = current["enum"] is null;
            changes.Add(opens == (direction == Direction.Response) ? ChangeKind.Removal : ChangeKind.Addition, place, opens ? "Any value is possible now." : "Only listed values are possible now.");
            return;
        }

        var (was, now) = (Values(former), Values(current));
        foreach (var value in was.Where(value => !now.Contains(value)))
            changes.Add(ChangeKind.Removal, place, $"The value {value} is gone.");
        foreach (var value in now.Where(value => !was.Contains(value)))
            changes.Add(direction == Direction.Request || IsExtensible(former) ? ChangeKind.Addition : ChangeKind.Removal, place, $"New value {value}.");
        if (IsExtensible(former) != IsExtensible(current))
            changes.Add(IsExtensible(current) && direction == Direction.Response ? ChangeKind.Removal : ChangeKind.Neutral, place,
                IsExtensible(current) ? "More values may come from now on." : "No more values will come.");
    }

    private static bool IsExtensible(JsonObject schema) => (bool?)schema["x-extensible-enum"] == true;

    private static List<string> Values(JsonObject schema) => [.. schema["enum"]!.AsArray().Select(Words.Of)];
}
