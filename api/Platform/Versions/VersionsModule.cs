using System.Globalization;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Versions;

/// <summary>Versions in the path, announced in headers.</summary>
internal static class VersionsModule
{
    public static IServiceCollection AddVersions(this IServiceCollection services) => services
        .AddSingleton<ApiProducts>()
        .AddSingleton<IConfigureOptions<MvcOptions>>(provider =>
            new ConfigureOptions<MvcOptions>(mvc => mvc.Conventions.Add(new VersionConvention(provider.GetRequiredService<ApiProducts>()))));

    /// <summary>Adds a version of a product; called by the module of its area.</summary>
    public static IServiceCollection AddApiProduct(this IServiceCollection services, ApiProduct product) => services.AddSingleton(product);
}

/// <summary>Tells on every answer of a product which versions exist, which contract answered, and when it ends.</summary>
internal sealed class VersionHeaders(RequestDelegate next, ApiProducts products, PublicOrigin origin)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ApiProduct>() is not { } product)
            return next(context);
        var headers = context.Response.Headers;
        headers["api-supported-versions"] = products.SupportedVersions(product.Name);
        headers["AOS-Contract"] = product.Contract;
        var mark = context.GetEndpoint()?.Metadata.GetMetadata<DeprecatedAttribute>();
        if ((mark?.Since ?? product.DeprecatedAt) is { } deprecated)
        {
            headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{deprecated.ToUnixTimeSeconds()}");
            headers.Append("Link", $"<{origin.Absolute("/docs/versions")}>; rel=\"deprecation\"");
        }

        if ((mark?.Sunset ?? product.SunsetAt) is { } sunset)
            headers["Sunset"] = sunset.ToString("r", CultureInfo.InvariantCulture);
        return next(context);
    }
}
