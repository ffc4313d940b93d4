using System.Text.Unicode;
using Aos.Api.Platform.Docs;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.WebEncoders;

namespace Aos.Api.Platform.Pages;

/// <summary>
/// Pages for people: forms without script in the reader's language. Every page lies in a folder <c>Pages</c> of its
/// area and names its whole route (<c>@page "/account/sign-in"</c>).
/// </summary>
internal static class PagesModule
{
    /// <summary>Name of the hidden field that proves that a form came from us.</summary>
    public const string FormToken = "form-token";

    public static IMvcCoreBuilder AddPages(this IMvcCoreBuilder mvc, IConfiguration configuration)
    {
        mvc.Services.AddOptions<Portal>().Bind(configuration.GetSection("Portal")).ValidateDataAnnotations().ValidateOnStart();
        mvc.Services.AddSingleton<PageAssets>();
        // Razor Pages ask for it when they start; AddAuthorization would put the framework's own decision before every request.
        mvc.Services.AddSingleton<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        mvc.Services.Configure<AntiforgeryOptions>(antiforgery =>
        {
            antiforgery.Cookie = new FormCookie();
            antiforgery.FormFieldName = FormToken;
            antiforgery.HeaderName = null;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Letters with accents are letters; only what HTML itself uses is encoded.
        mvc.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        return mvc.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/";
            pages.Conventions.Add(new PageMetadata());
        });
    }

    /// <summary>Maps every page, the style sheet, and a page for what is not there.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapRazorPages().AllowAnonymous();
        app.MapMethods("/account/assets/{file}", [HttpMethods.Get, HttpMethods.Head], SendAssetAsync).AllowAnonymous().ExcludeFromDescription();
        app.Map("/account/{**path}", (RequestDelegate)(_ => throw RequestErrors.NotFound.With())).WithMetadata(new HtmlErrorsAttribute()).AllowAnonymous().ExcludeFromDescription();
    }

    private static Task SendAssetAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<PageAssets>().Find((string)context.Request.RouteValues["file"]!) is { } asset
            ? asset.SendAsync(context)
            : Results.NotFound().ExecuteAsync(context);
}

/// <summary>What holds for every page: its errors are pages too, and an old form is told apart from a broken one.</summary>
internal sealed class PageMetadata : IPageApplicationModelConvention
{
    public void Apply(PageApplicationModel model)
    {
        model.EndpointMetadata.Add(new HtmlErrorsAttribute());
        foreach (var files in model.HandlerTypeAttributes.OfType<FormFilesAttribute>())
            model.EndpointMetadata.Add(files);
        model.Filters.Add(new FormCheckFilter());
    }
}

/// <summary>Style sheet, picture and script of the pages; the tokens of design are those of the docs.</summary>
internal sealed class PageAssets
{
    private readonly Dictionary<string, DocsAnswer> _answers = new(StringComparer.Ordinal)
    {
        ["pages.css"] = DocsAnswer.Asset([.. Embedded.Bytes("docs/assets/tokens.css"), .. Embedded.Bytes("pages/assets/pages.css")], "text/css; charset=utf-8"),
        ["icon.svg"] = DocsAnswer.Asset(Embedded.Bytes("docs/assets/icon.svg"), "image/svg+xml"),
        ["copy.js"] = DocsAnswer.Asset(Embedded.Bytes("pages/assets/copy.js"), "text/javascript; charset=utf-8"),
    };

    public DocsAnswer? Find(string file) => _answers.GetValueOrDefault(file);

    /// <summary>Address of a file, with the hash of its content.</summary>
    public string Address(string file) => $"/account/assets/{file}?v={_answers[file].Version}";
}
