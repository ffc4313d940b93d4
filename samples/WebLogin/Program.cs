// A web application whose users sign in with AOS. Tokens stay on the server; the browser has a cookie that means nothing elsewhere.
// Settings: AOS_BASE_ADDRESS, AOS_CLIENT_ID, AOS_CLIENT_SECRET, WEBLOGIN_ORIGIN (where browsers find this application).
using System.Net;
using System.Security.Claims;
using Aos.Sdk;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

const string Pending = "weblogin-pending";
// Without offline_access: the tokens end with the sign-in at AOS, which lasts so long at most.
string[] scopes = ["openid", "profile", "email"];
var longest = TimeSpan.FromHours(12);

var builder = WebApplication.CreateBuilder(args);
var origin = new Uri(builder.Configuration["WEBLOGIN_ORIGIN"] ?? "http://127.0.0.1:5090");
builder.Services.AddAosSignIn();
builder.Services.AddAntiforgery();
builder.Services.AddMemoryCache();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.Cookie.Name = "weblogin";
    options.Cookie.SameSite = SameSiteMode.Lax;
    options.LoginPath = "/";
    (options.ExpireTimeSpan, options.SlidingExpiration) = (longest, false);
});
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
// One store per signed-in browser, until its cookie ends. An application on several machines keeps them in its database, encrypted.
var sessions = app.Services.GetRequiredService<IMemoryCache>();
var secrets = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Pending).ToTimeLimitedDataProtector();

app.MapGet("/", async (HttpContext context, AosSignIn signIn, IAntiforgery antiforgery) =>
{
    if (StoreOf(context.User) is not { } store)
        return Page("<p>Nobody is signed in.</p><p><a href='/sign-in'>Sign in</a></p>");
    try
    {
        var somebody = await new SignedInTokenProvider(signIn, store).GetUserInfoAsync(context.RequestAborted);
        var form = antiforgery.GetAndStoreTokens(context);
        return Page($"<p>Signed in as {Html(somebody.Name ?? somebody.Subject)} ({Html(somebody.Email)}).</p>"
            + $"<form method='post' action='/sign-out'><input type='hidden' name='{form.FormFieldName}' value='{form.RequestToken}'><button>Sign out</button></form>");
    }
    catch (AosSignInRequiredException)
    {
        sessions.Remove(IdOf(context.User));
        await context.SignOutAsync();
        return Page("<p>Your sign-in has ended.</p><p><a href='/sign-in'>Sign in</a></p>");
    }
});

app.MapGet("/sign-in", async (HttpContext context, AosSignIn signIn) =>
{
    var (address, pending) = await signIn.CreateRequestAsync(new Uri(origin, "/signed-in"), scopes, cancellationToken: context.RequestAborted);
    // It comes back with the browser, which can neither read nor change it.
    context.Response.Cookies.Append(Pending, secrets.Protect(pending.ToJson(), TimeSpan.FromMinutes(15)), new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = origin.Scheme == "https" });
    return Results.Redirect(address.AbsoluteUri);
});

app.MapGet("/signed-in", async (HttpContext context, AosSignIn signIn) =>
{
    try
    {
        var pending = PendingSignIn.FromJson(secrets.Unprotect(context.Request.Cookies[Pending] ?? ""));
        context.Response.Cookies.Delete(Pending);
        var signedIn = await signIn.CompleteAsync(pending, new Uri(origin, $"/signed-in{context.Request.QueryString}"));
        // A new id at every sign-in, so that one that was planted before is worth nothing.
        var id = Guid.NewGuid().ToString();
        await new SignedInTokenProvider(signIn, sessions.Set(id, new MemoryTokenStore(), longest)).SaveAsync(signedIn);
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new("session", id)], CookieAuthenticationDefaults.AuthenticationScheme)));
        return Results.Redirect("/");
    }
    catch (Exception fault) when (fault is AosSignInException or System.Security.Cryptography.CryptographicException)
    {
        return Page($"<p>You are not signed in: {Html(fault.Message)}</p><p><a href='/sign-in'>Try again</a></p>", 400);
    }
});

app.MapPost("/sign-out", async (HttpContext context, AosSignIn signIn, IAntiforgery antiforgery) =>
{
    await antiforgery.ValidateRequestAsync(context);
    await context.SignOutAsync();
    var store = StoreOf(context.User);
    sessions.Remove(IdOf(context.User));
    if (store is null || await store.ReadAsync(default) is not { } tokens)
        return Results.Redirect("/");
    await new SignedInTokenProvider(signIn, store).SignOutAsync();
    return Results.Redirect((await signIn.CreateSignOutAddressAsync(tokens, new Uri(origin, "/"))).AbsoluteUri);
});
app.Run();

MemoryTokenStore? StoreOf(ClaimsPrincipal user) => sessions.Get<MemoryTokenStore>(IdOf(user));
static string IdOf(ClaimsPrincipal user) => user.FindFirstValue("session") ?? "";
static string Html(string? text) => WebUtility.HtmlEncode(text ?? "no address");
static IResult Page(string body, int status = 200) => Results.Content($"<!DOCTYPE html><html lang='en'><title>WebLogin</title><h1>WebLogin</h1>{body}", "text/html; charset=utf-8", statusCode: status);
