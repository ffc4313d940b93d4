using System.Globalization;

namespace Aos.Api.Platform.Versions;

/// <summary>
/// The operation is to end: answers say so in <c>Deprecation</c>, <c>Sunset</c> and <c>Link</c>, the document and the SDK with it. It is kept for
/// at least twelve months.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeprecatedAttribute : Attribute
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>An operation that is to end.</summary>
    /// <param name="since">Day since when callers should move on, such as <c>2026-12-01</c>.</param>
    /// <param name="sunset">Day from which it may be gone, at least twelve months later.</param>
    public DeprecatedAttribute(string since, string sunset)
    {
        (Since, Sunset) = (Parse(since), Parse(sunset));
        if (Sunset < Since.AddMonths(12))
            throw new ArgumentException($"What is deprecated since {since} is kept until {Since.AddMonths(12).ToString(Day, CultureInfo.InvariantCulture)} at least.", nameof(sunset));
    }

    /// <summary>Since when callers should move on.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>From when it may be gone.</summary>
    public DateTimeOffset Sunset { get; }

    /// <summary>Name of the operation to use instead; null if there is none.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>A day as documents write it.</summary>
    internal static string TextOf(DateTimeOffset day) => day.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string day) => new(DateTime.ParseExact(day, Day, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
