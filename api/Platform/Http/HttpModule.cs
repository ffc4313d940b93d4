using System.Net;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Http;

/// <summary>How a request is read, decided and answered, in one place and one order.</summary>
internal static class HttpModule
{
    /// <summary>Time that a request may take.</summary>
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IJsonTypeInfoResolver>(PlatformJson.Default);
        services.AddSingleton(provider => JsonForms.Output(provider.GetServices<IJsonTypeInfoResolver>(), provider.GetServices<JsonConverter>()));
        services.AddSingleton<ReadablePaths>().AddSingleton<ProblemWriter>().AddSingleton<IProblemDetailsWriter, FrameworkProblems>();
        services.AddSingleton<ValidatorCache>().AddSingleton<Cursors>().AddSingleton<Writes.Writes>();
        services.AddProblemDetails().AddSingleton<IPostConfigureOptions<MvcOptions>, JsonOnly>();
        // Not AddControllers: it would put the framework's authentication and authorisation, which decide nothing here, before every request.
        services.AddMvcCore(ConfigureMvc)
            .AddApiExplorer()
            .AddPages(configuration)
            .ConfigureApplicationPartManager(parts =>
            {
                foreach (var former in parts.FeatureProviders.OfType<ControllerFeatureProvider>().ToList())
                    parts.FeatureProviders.Remove(former);
                parts.FeatureProviders.Add(new InternalControllers());
            })
            .ConfigureApiBehaviorOptions(behaviour =>
            {
                behaviour.SuppressModelStateInvalidFilter = true;
                behaviour.SuppressMapClientErrors = true;
            });
        services.AddOptions<JsonOptions>().Configure<IEnumerable<IJsonTypeInfoResolver>>((json, contexts) =>
        {
            JsonForms.ConfigureInput(json.JsonSerializerOptions, contexts);
            // The exception itself goes into the model state, where BindingErrors finds what was wrong and where.
            json.AllowInputFormatterExceptionMessages = false;
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = RequestTime, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
        services.Configure<ForwardedHeadersOptions>(forwarded => TrustProxies(forwarded, configuration));
        return services;
    }

    /// <summary>The pipeline, from the outside in.</summary>
    public static void UseHttp(this WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseForwardedHeaders();
        app.UseMiddleware<HttpsOnly>();
        app.UseMiddleware<HeadRequests>();
        app.UseRouting();
        app.UseMiddleware<PageRequests>();
        app.UseRequestTimeouts();
        app.UseMiddleware<VersionHeaders>();
        app.UseMiddleware<TokenAuthentication>();
        app.UseLimits();
        app.UseMiddleware<AccessDecision>();
        app.UseReservations();
        app.UseMiddleware<ConditionalReads>();
        app.MapControllers().Add(Metered.AddTo);
    }

    private static void ConfigureMvc(MvcOptions mvc)
    {
        mvc.Conventions.Add(new OperationFilters());
        mvc.ModelBinderProviders.Insert(0, new WholeNumberBinder());
        mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        mvc.OutputFormatters.RemoveType<StringOutputFormatter>();
        // Nothing binds forms: the token endpoint and the pages read their own, which must not be empty by then.
        mvc.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        mvc.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        // The body rules say that a body is missing; binding only reads it.
        mvc.AllowEmptyInputInBodyModelBinding = true;
    }

    /// <summary>Addresses are taken from X-Forwarded-* only when a configured proxy sent them (<c>Proxies</c>: addresses or ranges).</summary>
    private static void TrustProxies(ForwardedHeadersOptions forwarded, IConfiguration configuration)
    {
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in configuration.GetSection("Proxies").Get<string[]>() ?? [])
            forwarded.KnownIPNetworks.Add(ReadProxy(proxy));
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
    }

    private static System.Net.IPNetwork ReadProxy(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException($"Setting Proxies must hold addresses or ranges such as 10.0.0.0/8; one is '{text}'.");
}

/// <summary>What every JSON operation passes, outside of its own filters. Pages are no operations.</summary>
internal sealed class OperationFilters : IControllerModelConvention
{
    private static readonly Type[] Filters = [typeof(StrictRequestFilter), typeof(IdempotencyFilter), typeof(BodyRulesFilter), typeof(AnswerFilter)];

    public void Apply(ControllerModel controller)
    {
        for (var i = 0; i < Filters.Length; i++)
            controller.Filters.Insert(i, new TypeFilterAttribute(Filters[i]));
    }
}

/// <summary>What is set after every part of MVC has added its own: input formatters read JSON in UTF-8 and nothing else, and only our own rules check input.</summary>
internal sealed class JsonOnly : IPostConfigureOptions<MvcOptions>
{
    public void PostConfigure(string? name, MvcOptions options)
    {
        options.ModelValidatorProviders.Clear();
        foreach (var formatter in options.InputFormatters.OfType<TextInputFormatter>())
        {
            formatter.SupportedMediaTypes.Clear();
            formatter.SupportedMediaTypes.Add("application/json");
            formatter.SupportedEncodings.Clear();
            formatter.SupportedEncodings.Add(new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
    }
}
