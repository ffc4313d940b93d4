using Aos.Api.Platform.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>The one success answer of an operation with its headers, and 304 on reads.</summary>
internal sealed class SuccessFilter : IOperationFilter
{
    private static readonly string[] OfEveryAnswer = ["X-Request-Id", "AOS-Contract", "api-supported-versions", "RateLimit-Policy", "RateLimit"];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        foreach (var (status, response) in operation.Responses!)
        {
            if (!status.StartsWith('2') || response is not OpenApiResponse success)
                continue;
            success.Description = Describe(status, facts);
            success.Headers = ResponseHeaders.Refer(context.Document, facts.IsTolerant ? ["X-Request-Id", "Cache-Control"] : [.. OfEveryAnswer, .. OwnHeaders(status, facts)]);
            if (facts.Find<FileAnswerAttribute>() is { } file)
                success.Content = FileBodies.Describe(file.MediaTypes);
            else if (success.Content is { Count: > 0 } content)
                success.Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = content.Values.First().Schema } };
        }

        if (facts is { IsGet: true, IsTolerant: false })
            operation.Responses["304"] = new OpenApiResponse
            {
                Description = "Unchanged: what `If-None-Match` names is still right. No body, no quota.",
                Headers = ResponseHeaders.Refer(context.Document, [.. OfEveryAnswer, "ETag", "Cache-Control"]),
            };
    }

    private static IEnumerable<string> OwnHeaders(string status, OperationFacts facts)
    {
        if (status == "204")
            yield break;
        if (status == "202" || facts is { IsPost: true, IsIdempotent: false })
            yield return "Cache-Control";
        else
        {
            yield return "ETag";
            yield return "Cache-Control";
        }

        foreach (var further in facts.FindAll<ResponseHeaderAttribute>())
            yield return further.Name;
        if (facts.IsCatalogue)
            yield return "Last-Modified";
        if (facts.IsTranslated)
            yield return "Content-Language";
        if (facts.IsList)
            yield return "Link";
        if (status is "201" or "202")
            yield return "Location";
        if (status == "202")
            yield return "Retry-After";
        if (facts.IsIdempotent)
            yield return "Idempotency-Replayed";
    }

    private static string Describe(string status, OperationFacts facts) => status switch
    {
        "201" => "Created.",
        "202" when facts.Find<ResultItemAttribute>() is not null => "Begun: read the job until it has ended.",
        "202" => "Accepted.",
        "204" => "Deleted.",
        _ when facts.IsTolerant && facts.IsPost => "Done.",
        _ when facts.IsList => "One page of the list.",
        _ when facts.ChangesVersion => "The new state.",
        _ when facts.Find<FileAnswerAttribute>() is { MediaTypes: ["image/svg+xml"] } => "The picture.",
        _ when facts.Find<FileAnswerAttribute>() is { HasRanges: false } => "The file.",
        _ when facts.Find<FileAnswerAttribute>() is not null => "The file. With `Range` the answer is 206 with that part of it.",
        _ => "Found.",
    };
}
