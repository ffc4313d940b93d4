using System.Globalization;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.ChangeRequests;

/// <summary>Public holidays of a country are no working days for the decision on a change.</summary>
public sealed class HolidayTests : IAsyncLifetime
{
    private static readonly DateOnly[] Weekdays = [.. Enumerable.Range(1, 20).Select(day => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(day)).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

    private readonly ApiHost _api = new(new()
    {
        ["Registrations:PublicHolidays:AT:0"] = Text(Weekdays[0]),
        ["Registrations:PublicHolidays:AT:1"] = Text(Weekdays[1]),
    });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Decision", "ORG-D6")]
    public async Task A_change_request_is_due_after_them()
    {
        using var john = await _api.JohnAsync();
        using var rita = await _api.RitaAsync();
        Assert.Equal(Text(Weekdays[3]), (string?)(await john.SaveAsync(new { street = "New street 1" }))["changeRequest"]!["dueOn"]);
        Assert.Equal(Text(Weekdays[1]), (string?)(await rita.SaveAsync(new { street = "New street 1" }))["changeRequest"]!["dueOn"]);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
