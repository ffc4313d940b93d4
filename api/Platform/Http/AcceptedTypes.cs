using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Http;

/// <summary>Which of two media types a caller wants who may have either.</summary>
internal static class AcceptedTypes
{
    /// <summary>True if <c>Accept</c> names this type, with more weight than the one that comes otherwise.</summary>
    public static bool Prefers(HttpRequest request, string type, string otherwise) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && WeightOf(accepted, type) > WeightOf(accepted, otherwise);

    private static double WeightOf(IEnumerable<MediaTypeHeaderValue> accepted, string type) =>
        accepted.Where(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(range => range.Quality ?? 1).FirstOrDefault();
}
