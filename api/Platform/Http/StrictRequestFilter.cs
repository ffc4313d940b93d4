using System.Collections.Concurrent;
using System.Text.Json;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Http;

/// <summary>Refuses, before anything is bound, what no operation reads: unknown or repeated query parameters, coded bodies, bodies of other types, an <c>Accept</c> that rules JSON out.</summary>
internal sealed class StrictRequestFilter : IResourceFilter
{
    private const int MaxParameters = 50;
    private readonly ConcurrentDictionary<string, Dictionary<string, bool>> _parameters = new();

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.ActionDescriptor.EndpointMetadata.OfType<TolerantRequestAttribute>().Any())
            return;
        CheckAccept(request, context.ActionDescriptor);
        CheckQuery(request, context.ActionDescriptor);
        CheckBody(request, context.ActionDescriptor);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static void CheckAccept(HttpRequest request, ActionDescriptor action)
    {
        if (action.EndpointMetadata.OfType<FileAnswerAttribute>().FirstOrDefault() is { } file)
        {
            if (!AcceptsOneOf(request, file.MediaTypes))
                throw RequestErrors.NotAcceptable.With(string.Join(", ", file.MediaTypes));
        }
        else if (!AcceptsJson(request))
            throw RequestErrors.NotAcceptable.With("application/json");
    }

    /// <summary>A file has the type that was chosen when it was made; whoever takes one of the types, or JSON by habit, gets it.</summary>
    private static bool AcceptsOneOf(HttpRequest request, IReadOnlyList<string> types) =>
        AcceptsJson(request)
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            && accepted.Any(range => range.Quality is not 0 && types.Any(type => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
                || range.MediaType.Equals(type[..type.IndexOf('/', StringComparison.Ordinal)] + "/*", StringComparison.OrdinalIgnoreCase))));

    /// <summary>True unless <c>Accept</c> rules JSON out.</summary>
    public static bool AcceptsJson(HttpRequest request) =>
        request.Headers.Accept is [] or [""] or ["*/*"] or ["application/json"]
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && PermitsJson(accepted));

    /// <summary>The most specific range that fits JSON decides (RFC 9110 §12.5.1).</summary>
    private static bool PermitsJson(IList<MediaTypeHeaderValue> accepted)
    {
        foreach (var range in (ReadOnlySpan<string>)["application/json", "application/*", "*/*"])
            if (accepted.FirstOrDefault(one => one.MediaType.Equals(range, StringComparison.OrdinalIgnoreCase)) is { } decisive)
                return decisive.Quality is not 0;
        return false;
    }

    /// <summary>The formatters would also read <c>application/…+json</c> and forms.</summary>
    private static void CheckBody(HttpRequest request, ActionDescriptor action)
    {
        if (action.Parameters.All(parameter => parameter.BindingInfo?.BindingSource != BindingSource.Body))
            return;
        var wanted = HttpMethods.IsPatch(request.Method) ? MergePatch.MediaType : "application/json";
        var isJson = request.ContentType is not { Length: > 0 } type
            || (MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (!isJson || request.Headers.ContentEncoding.Count > 0)
            throw RequestErrors.UnsupportedMediaType.With(wanted);
    }

    private void CheckQuery(HttpRequest request, ActionDescriptor action)
    {
        if (!request.QueryString.HasValue)
            return;
        var known = _parameters.GetOrAdd(action.Id, _ => ParametersOf(action));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = NamesIn(request.QueryString.Value!);
        if (names.Count > MaxParameters)
            throw Invalid("*", FieldCodes.TooMany, $"At most {MaxParameters} query parameters are permitted.");
        foreach (var name in names)
        {
            if (!known.TryGetValue(name, out var many))
                throw Invalid(name, FieldCodes.Unknown, "This operation has no such parameter.");
            if (!seen.Add(name) && !many)
                throw Invalid(name, FieldCodes.Repeated, "This parameter takes one value.");
        }
    }

    /// <summary>Every name as often as it was sent and in its own case; the framework's collection merges both.</summary>
    private static List<string> NamesIn(string query)
    {
        var names = new List<string>();
        foreach (var pair in new QueryStringEnumerable(query))
            names.Add(pair.DecodeName().ToString());
        return names;
    }

    private static ProblemException Invalid(string parameter, string code, string detail) =>
        new(RequestErrors.ParameterInvalid, []) { Fields = [new() { Parameter = CallerName.Shown(parameter), Code = code, Detail = detail }] };

    /// <summary>Names of the query parameters of an action; true for those that take several values.</summary>
    private static Dictionary<string, bool> ParametersOf(ActionDescriptor action)
    {
        var names = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var parameter in action.Parameters.Where(p => p.BindingInfo?.BindingSource == BindingSource.Query))
        {
            if (parameter.ParameterType.Namespace?.StartsWith("Aos.", StringComparison.Ordinal) == true && parameter.ParameterType.IsClass)
                foreach (var property in parameter.ParameterType.GetProperties())
                    names[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = IsMany(property.PropertyType);
            else
                names[parameter.BindingInfo!.BinderModelName ?? parameter.Name] = IsMany(parameter.ParameterType);
        }

        return names;
    }

    private static bool IsMany(Type type) => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
}

/// <summary>The operation follows an RFC that ignores unknown parameters and decides media types itself.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TolerantRequestAttribute : Attribute;
