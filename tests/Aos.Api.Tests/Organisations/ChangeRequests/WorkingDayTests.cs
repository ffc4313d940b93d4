using Aos.Api.Organisations.ChangeRequests;

namespace Aos.Api.Tests.Organisations.ChangeRequests;

/// <summary>Working days.</summary>
public sealed class WorkingDayTests
{
    [Theory]
    [InlineData("2026-11-16", "2026-11-18")]
    [InlineData("2026-11-19", "2026-11-23")]
    [InlineData("2026-11-20", "2026-11-24")]
    [InlineData("2026-11-21", "2026-11-24")]
    [InlineData("2026-11-22", "2026-11-24")]
    public void Saturdays_and_Sundays_do_not_count(string from, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), WorkingDays.Add(DateOnly.Parse(from, null), 2));
}
