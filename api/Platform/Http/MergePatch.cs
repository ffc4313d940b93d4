using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Aos.Api.Platform.Http;

/// <summary>
/// A change of some properties (RFC 7396): a property that is absent stays, null clears. A property of a patch is written
/// <c>{ get; set =&gt; field = Named(value); }</c>, so that the patch knows whether it was there.
/// </summary>
public abstract record MergePatch
{
    /// <summary>Media type of the body.</summary>
    internal const string MediaType = "application/merge-patch+json";

    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>True if the body has the property, be it null.</summary>
    internal bool Names(string property) => _named.Contains(property);

    /// <summary>Notes that the body has the property.</summary>
    protected T Named<T>(T value, [CallerMemberName] string property = "")
    {
        _named.Add(JsonNamingPolicy.CamelCase.ConvertName(property));
        return value;
    }
}
