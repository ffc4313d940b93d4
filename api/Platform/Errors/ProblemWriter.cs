using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Aos.Api.Platform.Audit.Refusals;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.Platform.Errors;

/// <summary>The one place that turns an error of the catalogue into an answer.</summary>
public sealed class ProblemWriter(PublicOrigin origin, RefusalCounter refusals, ReadablePaths paths)
{
    /// <summary>Media type of every problem.</summary>
    public const string MediaType = MediaTypeNames.Application.ProblemJson;

    /// <summary>Answers with the error of an exception.</summary>
    public Task WriteAsync(HttpContext context, ProblemException problem) =>
        WriteAsync(context, problem.Error, problem.Arguments, problem.Fields, problem.RetryAfterSeconds, problem.ResolutionPath, problem.ViolatedPolicies);

    /// <summary>Answers with an error of the catalogue.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The entry of the catalogue.</param>
    /// <param name="arguments">Values for the placeholders of its detail.</param>
    /// <param name="fields">Wrong fields, if any.</param>
    /// <param name="retryAfterSeconds">Value of <c>Retry-After</c>, if any.</param>
    /// <param name="resolutionPath">Path of <c>resolution.url</c>, if any.</param>
    /// <param name="violatedPolicies">Names of passed limits, for 429.</param>
    public Task WriteAsync(HttpContext context, ApiError error, object?[]? arguments = null, IReadOnlyList<FieldError>? fields = null,
        int? retryAfterSeconds = null, string? resolutionPath = null, IReadOnlyList<string>? violatedPolicies = null)
    {
        AosMeters.Problem(error.Code);
        refusals.Count(context, error.Status, error.Code);
        var response = context.Response;
        var language = RequestLanguage.Of(context.Request);
        response.StatusCode = error.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers["AOS-Error-Code"] = error.Code;
        response.Headers.ContentLanguage = language;
        response.Headers.ETag = default;
        response.Headers.LastModified = default;
        if (retryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (error.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
            response.Headers.WWWAuthenticate = "Bearer";

        if (context.GetEndpoint()?.Metadata.GetMetadata<ErrorPageAttribute>() is { } page)
            return page.WriteAsync(context, error);
        var form = context.GetEndpoint()?.Metadata.GetMetadata<ErrorFormAttribute>();
        response.ContentType = form is null ? MediaType : "application/json; charset=utf-8";
        var body = form?.Write(error, Detail(error, "en", arguments)) ?? JsonSerializer.SerializeToUtf8Bytes(
            Describe(error, language, context.Request.PathBase.Add(context.Request.Path).ToString(), context.TraceIdentifier, arguments, fields, resolutionPath ?? PlaceOf(context, error), violatedPolicies),
            PlatformJson.Readable.Problem);
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) || HeadRequests.IsHead(context)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static string Detail(ApiError error, string language, object?[]? arguments) =>
        string.Format(CultureInfo.InvariantCulture, error.Detail.In(language), arguments ?? []);

    /// <summary>The problem itself, also where it is part of a longer answer.</summary>
    /// <param name="error">The entry of the catalogue.</param>
    /// <param name="language">Language of its texts.</param>
    /// <param name="instance">Path of what it is about.</param>
    /// <param name="requestId">Id of the request that it belongs to.</param>
    /// <param name="arguments">Values for the placeholders of its detail.</param>
    /// <param name="fields">Wrong fields, if any.</param>
    /// <param name="resolutionPath">Path of <c>resolution.url</c>, if any.</param>
    /// <param name="violatedPolicies">Names of passed limits, for 429.</param>
    public Problem Describe(ApiError error, string language, string instance, string requestId, object?[]? arguments = null,
        IReadOnlyList<FieldError>? fields = null, string? resolutionPath = null, IReadOnlyList<string>? violatedPolicies = null) => new()
        {
            Type = TypeUrl(error),
            Title = error.Title.In(language),
            Status = error.Status,
            Detail = Detail(error, language, arguments),
            Instance = instance,
            Code = error.Code,
            RequestId = requestId,
            TraceId = Activity.Current is { Recorded: true } activity ? activity.TraceId.ToHexString() : null,
            Errors = fields is { Count: > 0 } ? fields : null,
            ViolatedPolicies = violatedPolicies,
            Resolution = error.Action is { } action ? new Resolution
            {
                Action = action,
                Text = ResolutionTexts.Of(error, (resolutionPath ?? error.ResolutionPath) is not null).In(language),
                Url = (resolutionPath ?? error.ResolutionPath) is { } place ? origin.Absolute(place) : null,
                Scope = error.NamesScope ? (string?)arguments?[0] : null,
            }
            : null,
        };

    // What has changed is read again where it was to be changed.
    private string? PlaceOf(HttpContext context, ApiError error) =>
        error is { ResolutionPath: null, Action: ResolutionAction.ReloadAndRetry } ? paths.NearestTo(context) : null;

    /// <summary>An absolute address on this server.</summary>
    /// <param name="path">Path that starts with a slash.</param>
    public string Absolute(string path) => origin.Absolute(path);

    /// <summary>Address of the page that explains an error; the <c>type</c> of its problems.</summary>
    public string TypeUrl(ApiError error) => origin.Absolute("/problems/" + error.Code);
}
