using System.Globalization;
using Aos.Api.Platform.Errors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>Every failure that can come: those that follow from what the operation is, and those that its action names.</summary>
internal sealed class FailureFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        var problems = new ProblemResponses(context, facts.IsTolerant);
        var responses = operation.Responses ??= [];
        foreach (var (status, response) in responses.ToList())
            if (IsFailure(status) && response is OpenApiResponse own && !IsProblem(context, status))
                CompleteOwn(own, status, context);

        foreach (var status in facts.IsTolerant ? OfTolerant() : OfConventions(facts))
            if (!responses.TryGetValue(status, out var response) || IsProblem(context, status) || response is not OpenApiResponse)
                responses[status] = problems.Refer(status);
        foreach (var status in responses.Keys.Where(status => IsFailure(status) && IsProblem(context, status)).ToList())
            responses[status] = problems.Refer(status);
    }

    private static IEnumerable<string> OfTolerant() => ["429", "500", "503", "default"];

    private static IEnumerable<string> OfConventions(OperationFacts facts)
    {
        yield return "400";
        yield return "401";
        if (facts.HasPlan)
            yield return "402";
        yield return "403";
        yield return "406";
        if (facts.IsIdempotent || facts.HasPlan)
            yield return "409";
        if (facts.IsList)
            yield return "410";
        if (facts.ChangesVersion)
            yield return "412";
        if (facts.HasBody)
        {
            yield return "413";
            yield return "415";
            yield return "422";
        }

        if (facts.ChangesVersion)
            yield return "428";
        yield return "429";
        yield return "500";
        yield return "503";
        yield return "default";
    }

    private static bool IsFailure(string status) => status[0] is '4' or '5';

    private static bool IsProblem(OperationFilterContext context, string status) =>
        context.ApiDescription.SupportedResponseTypes.FirstOrDefault(type => type.StatusCode.ToString(CultureInfo.InvariantCulture) == status)?.Type is not { } type || type == typeof(Problem);

    /// <summary>An error in a form of its own, such as that of RFC 6749.</summary>
    private static void CompleteOwn(OpenApiResponse response, string status, OperationFilterContext context)
    {
        response.Description = ProblemResponses.Title(status) + ".";
        string[] headers = status switch
        {
            "401" => ["X-Request-Id", "Cache-Control", "WWW-Authenticate"],
            "429" => ["X-Request-Id", "Cache-Control", "Retry-After"],
            _ => ["X-Request-Id", "Cache-Control"],
        };
        response.Headers = ResponseHeaders.Refer(context.Document, headers);
        if (response.Content is { Count: > 0 } content)
            response.Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = content.Values.First().Schema } };
    }
}
