using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Conditions;

/// <summary>Answers conditional GETs of catalogue data from the <see cref="ValidatorCache"/>, after rights and limits were checked.</summary>
public sealed class ConditionalReads(RequestDelegate next, ValidatorCache validators)
{
    /// <summary>Answers 304, or goes on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CatalogueReadAttribute>() is not null
            && HttpMethods.IsGet(context.Request.Method)
            && context.Features.Get<Principal>() is { } principal
            && validators.TryAnswer(context, principal))
            return Task.CompletedTask;
        return next(context);
    }
}
