using Aos.Api.Platform.Identity.Tokens;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Http;

/// <summary>What every controller knows: who calls.</summary>
[ApiController]
public abstract class AosController : ControllerBase
{
    /// <summary>The caller; present because the operation carries <c>[Access]</c>.</summary>
    protected Principal Caller => HttpContext.Features.GetRequiredFeature<Principal>();

    /// <summary>The caller of an operation with <c>[OptionalAccess]</c>; null for a visitor.</summary>
    protected Principal? OptionalCaller => HttpContext.Features.Get<Principal>();

    /// <summary>Language of the answer.</summary>
    protected string Language => RequestLanguage.Of(Request);
}
