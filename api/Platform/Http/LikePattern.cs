namespace Aos.Api.Platform.Http;

/// <summary>Free text inside a LIKE pattern.</summary>
internal static class LikePattern
{
    /// <summary>The text with <c>%</c>, <c>_</c> and <c>\</c> meaning themselves.</summary>
    public static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
