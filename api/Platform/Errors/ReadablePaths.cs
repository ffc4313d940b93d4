using Microsoft.AspNetCore.Routing.Patterns;

namespace Aos.Api.Platform.Errors;

/// <summary>Where something can be read again, so that a problem sends nobody to an address that takes POST or DELETE only.</summary>
public sealed class ReadablePaths(EndpointDataSource endpoints)
{
    private readonly Lazy<HashSet<string>> _patterns = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
        .Select(endpoint => Normalise(endpoint.RoutePattern.PathSegments))
        .ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The address of a request if it can be read, else the nearest one above it: the resource that an act or a part belongs to.</summary>
    public string NearestTo(HttpContext context)
    {
        var path = context.Request.PathBase.Add(context.Request.Path).ToString();
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.PathSegments: var segments })
            return path;
        for (var length = segments.Count; length > 0; length--)
            if (_patterns.Value.Contains(Normalise(segments.Take(length))))
                return string.Join('/', path.TrimEnd('/').Split('/').SkipLast(segments.Count - length));
        return path;
    }

    /// <summary>The names of parameters differ from operation to operation.</summary>
    private static string Normalise(IEnumerable<RoutePatternPathSegment> segments) =>
        string.Join('/', segments.Select(segment => segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : "{}"));
}
