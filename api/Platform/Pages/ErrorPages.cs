using System.Globalization;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aos.Api.Platform.Pages;

/// <summary>Errors are pages in the reader's language. Every page carries it; an operation that browsers open may carry it too.</summary>
public sealed class HtmlErrorsAttribute : ErrorPageAttribute
{
    /// <summary>True for pages and what lies between them; false for an operation that only answers its errors as pages.</summary>
    public bool IsPage { get; init; } = true;

    /// <inheritdoc />
    public override Task WriteAsync(HttpContext context, ApiError error)
    {
        var texts = Reader.Of(context).Texts;
        var key = texts.Find($"error.{error.Code}.title") is not null ? error.Code
            : texts.Find($"error.{error.Status}.title") is not null ? error.Status.ToString(CultureInfo.InvariantCulture)
            : error.Status < StatusCodes.Status500InternalServerError ? "400" : "500";
        return new ErrorPageResult(error.Status, $"error.{key}").ExecuteAsync(context);
    }
}

/// <summary>An error page with texts of its own: <c>{key}.title</c> and <c>{key}.text</c>.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="key">Key of its two texts.</param>
/// <param name="arguments">Values for the placeholders of the text.</param>
internal sealed class ErrorPageResult(int status, string key, params object?[] arguments) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public Task ExecuteAsync(HttpContext context)
    {
        var texts = Reader.Of(context).Texts;
        context.Response.StatusCode = status;
        PageRequests.SendHeaders(context);
        var model = new ErrorPageModel(texts[$"{key}.title"], texts[$"{key}.text", arguments], Wait(context, texts), context.TraceIdentifier);
        var page = new ViewResult
        {
            ViewName = "/Platform/Pages/Error.cshtml",
            ViewData = new ViewDataDictionary<ErrorPageModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model },
        };
        return page.ExecuteResultAsync(new(context, context.GetRouteData(), new ActionDescriptor()));
    }

    private static string? Wait(HttpContext context, PageTexts texts) =>
        !int.TryParse(context.Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? null
        : seconds <= 90 ? texts["error.wait-seconds", seconds] : texts["error.wait-minutes", (seconds + 59) / 60];
}

/// <summary>What the error page shows.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Text">What happened and what helps.</param>
/// <param name="Wait">When to try again, if that is known.</param>
/// <param name="RequestId">Id for the support.</param>
internal sealed record ErrorPageModel(string Title, string Text, string? Wait, string RequestId);
