namespace Aos.Api.Organisations.Registrations;

/// <summary>Counts days on which people work: Monday to Friday without public holidays, as far as these are known.</summary>
internal static class WorkingDays
{
    /// <summary>The moment some working days later, as the clocks of a time zone show it.</summary>
    public static DateTime After(DateTime utc, int days, string timeZone, IReadOnlyCollection<DateOnly> holidays)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var end = utc;
        for (var left = days; left > 0;)
        {
            end = end.AddDays(1);
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(end, DateTimeKind.Utc), zone));
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day))
                left--;
        }

        return end;
    }
}
