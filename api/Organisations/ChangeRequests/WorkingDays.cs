namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>Working days: Monday to Friday. Public holidays are not loaded.</summary>
internal static class WorkingDays
{
    /// <summary>Days that an administrator has for a decision.</summary>
    public const int ForDecisions = 2;

    /// <summary>The working day so many working days after a day.</summary>
    public static DateOnly Add(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days--;
        }

        return day;
    }
}
