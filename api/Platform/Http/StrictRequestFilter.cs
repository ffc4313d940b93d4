using System.Collections.Concurrent;
using System.Text.Json;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Http;

/// <summary>Refuses, before anything is bound, what no operation reads: unknown or repeated query parameters, coded bodies, an <c>Accept</c> that rules JSON out.</summary>
internal sealed class StrictRequestFilter : IResourceFilter
{
    private const int MaxParameters = 50;
    private readonly ConcurrentDictionary<string, Dictionary<string, bool>> _parameters = new();

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.ActionDescriptor.EndpointMetadata.OfType<TolerantRequestAttribute>().Any())
            return;
        CheckAccept(request);
        CheckQuery(request, context.ActionDescriptor);
        if (request.Headers.ContentEncoding.Count > 0)
            throw RequestErrors.UnsupportedMediaType.With();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static void CheckAccept(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || request.Headers.Accept is ["*/*"] or ["application/json"])
            return;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || !accepted.Any(FitsJson))
            throw RequestErrors.NotAcceptable.With("application/json");
    }

    private static bool FitsJson(MediaTypeHeaderValue accepted) =>
        accepted.Quality is not 0 && accepted.MediaType.Value?.ToLowerInvariant() is "*/*" or "application/*" or "application/json";

    private void CheckQuery(HttpRequest request, ActionDescriptor action)
    {
        if (!request.QueryString.HasValue)
            return;
        if (request.Query.Count > MaxParameters)
            throw Invalid("*", FieldCodes.TooMany, $"At most {MaxParameters} query parameters are permitted.");
        var known = _parameters.GetOrAdd(action.Id, _ => ParametersOf(action));
        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var many))
                throw Invalid(name, FieldCodes.Unknown, "This operation has no such parameter.");
            if (values.Count > 1 && !many)
                throw Invalid(name, FieldCodes.Repeated, "This parameter takes one value.");
        }
    }

    private static ProblemException Invalid(string parameter, string code, string detail) =>
        new(RequestErrors.ParameterInvalid, []) { Fields = [new() { Parameter = parameter, Code = code, Detail = detail }] };

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
