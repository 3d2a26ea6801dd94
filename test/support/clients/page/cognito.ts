// An app on amazon-cognito-identity-js: it asks for the session before each call, and the client refreshes once a token
// of it has expired.
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { readClientConfig } from './config';
import { describeAnswer, offerActions, showSession, watchDue } from './shell';

const config = readClientConfig();
const pool = new CognitoUserPool({
  UserPoolId: config.scope,
  ClientId: config.clientId,
  endpoint: `${config.authority}/`,
});
const user = new CognitoUser({ Username: 'ada', Pool: pool });
user.setAuthenticationFlowType('USER_PASSWORD_AUTH');

const signIn = (): Promise<CognitoUserSession> =>
  new Promise((onSuccess, onFailure) => {
    const details = new AuthenticationDetails({ Username: 'ada', Password: 'correct horse' });
    user.authenticateUser(details, { onSuccess, onFailure });
  });

const getSession = (): Promise<CognitoUserSession> =>
  new Promise((resolve, reject) => {
    user.getSession((error: Error | null, session: CognitoUserSession | null) =>
      session === null ? reject(error) : resolve(session),
    );
  });

/** The client itself sends the access token in a body. */
const getUser = (): Promise<void> =>
  new Promise((resolve, reject) => {
    user.getUserAttributes((error) => (error ? reject(error) : resolve()));
  });

offerActions({
  'Sign in': async () => {
    await signIn();
    showSession(true);
    return 'signed in';
  },
  'Call the API': async () => {
    const session = await getSession();
    await getUser();
    const headers = { Authorization: session.getIdToken().getJwtToken() };
    return describeAnswer(fetch(`${config.apiOrigin}/orders`, { headers }));
  },
});
showSession(false);
watchDue(() => user.getSignInUserSession()?.isValid() === false);
