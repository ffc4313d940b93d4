using System.Globalization;

namespace Aos.Api.Platform.Pages;

/// <summary>How people read points in time: in their own time zone and language.</summary>
internal static class Moments
{
    /// <summary>Day and time, such as "21 November 2026, 16:45".</summary>
    public static string Full(PageTexts texts, DateTime utc, string? timeZone)
    {
        var local = In(utc, timeZone);
        return texts["moment.full", local.Day, Month(texts, local), local.Year, local.ToString("HH:mm", CultureInfo.InvariantCulture)];
    }

    /// <summary>Day, such as "21 November 2026".</summary>
    public static string Day(PageTexts texts, DateTime utc, string? timeZone)
    {
        var local = In(utc, timeZone);
        return texts["moment.date", local.Day, Month(texts, local), local.Year];
    }

    private static string Month(PageTexts texts, DateTime local) => texts[$"moment.{local.Month}"];

    private static DateTime In(DateTime utc, string? timeZone) =>
        timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone) : utc;
}
